import { quoteGo } from "../corefile/go-value.js";
import type { ExpressionNode, MapPair } from "./node.js";
import { expect, fail, isNext, next, peek, tokenText, unexpected } from "./parser.js";
import type { Parser } from "./parser.js";
import type { ExpressionToken } from "./token.js";

const LARGEST = 2n ** 63n - 1n;

/** Reads a number whose word is taken (expr parser/parser.go: parseSecondary). */
export function parseNumber(parser: Parser, { value, at }: ExpressionToken): ExpressionNode {
  const text = value.replaceAll("_", "");
  const lower = text.toLowerCase();
  if (/^0x/.test(lower)) return integer(parser, { text, at, name: "hex", digits: /^0x[0-9a-f]+$/ });
  if (/[.e]/.test(lower)) return { kind: "float", value: floatOf(parser, text), at };
  if (/^0b/.test(lower)) return integer(parser, { text, at, name: "binary", digits: /^0b[01]+$/ });
  if (/^0o/.test(lower)) return integer(parser, { text, at, name: "octal", digits: /^0o[0-7]+$/ });
  return integer(parser, { text, at, name: "integer", digits: /^[0-9]+$/ });
}

interface Digits {
  readonly text: string;
  readonly at: number;
  readonly name: string;
  readonly digits: RegExp;
}

function integer(parser: Parser, { text, at, name, digits }: Digits): ExpressionNode {
  const wrong = (reason: string): never =>
    fail(parser, `invalid ${name} literal: strconv.ParseInt: parsing ${quoteGo(text)}: ${reason}`);
  if (!digits.test(text.toLowerCase())) return wrong("invalid syntax");
  const value = BigInt(text.toLowerCase());
  return value > LARGEST ? wrong("value out of range") : { kind: "integer", value, at };
}

function floatOf(parser: Parser, text: string): number {
  const isNumber = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  const value = Number(text);
  if (isNumber && Number.isFinite(value)) return value;
  const reason = isNumber ? "value out of range" : "invalid syntax";
  const wrong = `strconv.ParseFloat: parsing ${quoteGo(text)}: ${reason}`;
  return fail(parser, `invalid float literal: ${wrong}`);
}

/** Reads `[a, b]`. */
export function parseArray(parser: Parser): ExpressionNode {
  const { at } = expect(parser, "Bracket", "[");
  const nodes: ExpressionNode[] = [];
  while (!isNext(parser, "Bracket", "]")) {
    if (nodes.length > 0) expect(parser, "Operator", ",");
    if (isNext(parser, "Bracket", "]")) break;
    nodes.push(parser.expression(0));
  }
  expect(parser, "Bracket", "]");
  return { kind: "array", nodes, at };
}

/** Reads `{key: value}`. */
export function parseMap(parser: Parser): ExpressionNode {
  const { at } = expect(parser, "Bracket", "{");
  const pairs: MapPair[] = [];
  while (!isNext(parser, "Bracket", "}")) {
    if (pairs.length > 0) {
      expect(parser, "Operator", ",");
      if (isNext(parser, "Bracket", "}")) break;
      if (isNext(parser, "Operator", ",")) unexpected(parser);
    }
    const key = parseKey(parser);
    expect(parser, "Operator", ":");
    pairs.push({ key, value: parser.expression(0) });
  }
  expect(parser, "Bracket", "}");
  return { kind: "map", pairs, at };
}

function parseKey(parser: Parser): ExpressionNode {
  const token = peek(parser);
  if (token.kind === "Number" || token.kind === "String" || token.kind === "Identifier") {
    const { value, at } = next(parser);
    return { kind: "string", value, at };
  }
  if (isNext(parser, "Bracket", "(")) return parser.expression(0);
  const kinds = "a quoted string, a number, a identifier, or an expression enclosed in parentheses";
  return fail(parser, `a map key must be ${kinds} (unexpected token ${tokenText(token)})`);
}
