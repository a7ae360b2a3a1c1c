import { isIdentifier } from "./lex.js";
import type { ExpressionNode } from "./node.js";
import { parseArguments } from "./parse-call.js";
import { expect, fail, isNext, next, peek } from "./parser.js";
import type { Parser } from "./parser.js";

/** Members, indexes, slices and calls that stand after a value (expr parser/parser.go: parsePostfixExpression). */
export function parsePostfix(parser: Parser, first: ExpressionNode): ExpressionNode {
  let node = first;
  for (;;) {
    const optional = isNext(parser, "Operator", "?.");
    if (optional || isNext(parser, "Operator", ".")) {
      next(parser);
      node =
        optional && isNext(parser, "Bracket", "[")
          ? parseIndex(parser, node, true)
          : parseMember(parser, node, optional);
    } else if (isNext(parser, "Bracket", "[")) node = parseIndex(parser, node, false);
    else return node;
  }
}

function parseMember(parser: Parser, node: ExpressionNode, optional: boolean): ExpressionNode {
  const { kind, value, at } = next(parser);
  if (kind !== "Identifier" && !(kind === "Operator" && isIdentifier(value))) {
    fail(parser, "expected name");
  }
  const of = node.kind === "chain" ? node.of : node;
  const method = isNext(parser, "Bracket", "(");
  const property = { kind: "string", value, at } as const;
  const member: ExpressionNode = { kind: "member", of, property, optional, method, at };
  const whole: ExpressionNode = method
    ? { kind: "call", callee: member, parameters: parseArguments(parser), at }
    : member;
  return node.kind === "chain" || optional ? { kind: "chain", of: whole, at } : whole;
}

function parseIndex(parser: Parser, of: ExpressionNode, optional: boolean): ExpressionNode {
  const { at } = next(parser);
  const from = isNext(parser, "Operator", ":") ? null : parser.expression(0);
  if (isNext(parser, "Operator", ":")) {
    next(parser);
    const to = peek(parser).value === "]" ? null : parser.expression(0);
    expect(parser, "Bracket", "]");
    return { kind: "slice", of, from, to, at };
  }
  expect(parser, "Bracket", "]");
  if (from === null) throw new Error("an index has no value");
  const member: ExpressionNode = {
    kind: "member",
    of,
    property: from,
    optional,
    method: false,
    at,
  };
  return optional ? { kind: "chain", of: member, at } : member;
}
