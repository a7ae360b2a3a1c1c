import { ExpressionError } from "./expression-error.js";
import { lexExpression } from "./lex.js";
import type { ExpressionNode } from "./node.js";
import { BINARY, COMPARISONS, NEGATABLE, RIGHT, UNARY } from "./operator.js";
import { parseCall } from "./parse-call.js";
import { parseArray, parseMap, parseNumber } from "./parse-literal.js";
import { parsePostfix } from "./parse-postfix.js";
import { expect, isNext, limitLength, nested, next, peek, unexpected } from "./parser.js";
import type { Parser } from "./parser.js";

/** Reads an expression; throws what is wrong or not simulated (expr parser/parser.go). */
export function parseExpression(
  source: string,
  overridden: (name: string) => boolean,
): ExpressionNode {
  const tokens = lexExpression(source);
  limitLength(tokens);
  const parser: Parser = {
    tokens,
    place: 0,
    predicates: 0,
    nesting: 0,
    overridden,
    expression: (precedence) => nested(parser, () => readExpression(parser, precedence)),
    sequence: () => readSequence(parser),
  };
  const node = readSequence(parser);
  if (!isNext(parser, "EOF")) unexpected(parser);
  return node;
}

function readSequence(parser: Parser): ExpressionNode {
  const first = parser.expression(0);
  const nodes = [first];
  while (isNext(parser, "Operator", ";")) {
    next(parser);
    if (isNext(parser, "EOF")) break;
    nodes.push(parser.expression(0));
  }
  return nodes.length === 1 ? first : { kind: "sequence", nodes, at: first.at };
}

function readExpression(parser: Parser, precedence: number): ExpressionNode {
  if (precedence === 0 && isNext(parser, "Operator", "let")) return readLet(parser);
  if (precedence === 0 && isNext(parser, "Operator", "if")) return readIf(parser);
  let left = readPrimary(parser);
  let previous = "";
  while (isNext(parser, "Operator")) {
    const negates = isNext(parser, "Operator", "not");
    const before = parser.place;
    if (negates) {
      next(parser);
      if (!NEGATABLE.has(peek(parser).value)) unexpected(parser);
    }
    const { value: operator, at } = peek(parser);
    const strength = BINARY.get(operator);
    if (strength === undefined || strength < precedence) {
      parser.place = before;
      break;
    }
    next(parser);
    if (operator === "|") left = parseCall(parser, expect(parser, "Identifier"), [left]);
    else if (previous === "??" && operator !== "??") {
      const mixed = `Operator (${operator}) and coalesce expressions (??) cannot be mixed.`;
      throw new ExpressionError(`${mixed} Wrap either by parentheses.`, at);
    } else if (COMPARISONS.has(operator)) left = readComparisons(parser, left, operator, at);
    else {
      const right = parser.expression(RIGHT.has(operator) ? strength : strength + 1);
      left = { kind: "binary", operator, left, right, at };
      if (negates) left = { kind: "unary", operator: "not", operand: left, at };
    }
    previous = operator;
  }
  return precedence === 0 ? readConditionals(parser, left) : left;
}

// `1 < a < 3` is `1 < a && a < 3`.
function readComparisons(
  parser: Parser,
  first: ExpressionNode,
  firstOperator: string,
  firstAt: number,
): ExpressionNode {
  let root: ExpressionNode | null = null;
  let left = first;
  let operator = firstOperator;
  let at = firstAt;
  for (;;) {
    const right = parser.expression((BINARY.get(operator) ?? 0) + 1);
    const one: ExpressionNode = { kind: "binary", operator, left, right, at };
    root = root === null ? one : { kind: "binary", operator: "&&", left: root, right: one, at };
    left = right;
    const token = peek(parser);
    if (token.kind !== "Operator" || !COMPARISONS.has(token.value)) return root;
    ({ value: operator, at } = next(parser));
  }
}

function readLet(parser: Parser): ExpressionNode {
  next(parser);
  const { value: name, at } = expect(parser, "Identifier");
  expect(parser, "Operator", "=");
  const value = parser.expression(0);
  expect(parser, "Operator", ";");
  return { kind: "let", name, value, body: nested(parser, parser.sequence), at };
}

function readIf(parser: Parser): ExpressionNode {
  next(parser);
  const condition = parser.expression(0);
  const then = readBraces(parser);
  expect(parser, "Operator", "else");
  const otherwise = isNext(parser, "Operator", "if")
    ? nested(parser, () => readIf(parser))
    : readBraces(parser);
  return { kind: "conditional", condition, then, otherwise, at: 0 };
}

function readBraces(parser: Parser): ExpressionNode {
  expect(parser, "Bracket", "{");
  const node = parser.sequence();
  expect(parser, "Bracket", "}");
  return node;
}

function readConditionals(parser: Parser, first: ExpressionNode): ExpressionNode {
  let node = first;
  while (isNext(parser, "Operator", "?")) {
    next(parser);
    let then = node;
    if (isNext(parser, "Operator", ":")) next(parser);
    else {
      then = parser.expression(0);
      expect(parser, "Operator", ":");
    }
    const otherwise = parser.expression(0);
    node = { kind: "conditional", condition: node, then, otherwise, at: peek(parser).at };
  }
  return node;
}

function readPrimary(parser: Parser): ExpressionNode {
  const token = peek(parser);
  const { value, at } = token;
  const strength = token.kind === "Operator" ? UNARY.get(value) : undefined;
  if (strength !== undefined) {
    next(parser);
    const operand = parser.expression(strength);
    return parsePostfix(parser, { kind: "unary", operator: value, operand, at });
  }
  if (isNext(parser, "Bracket", "(")) {
    next(parser);
    const node = parser.sequence();
    expect(parser, "Bracket", ")");
    return parsePostfix(parser, node);
  }
  const isPointer = isNext(parser, "Operator", "#") || isNext(parser, "Operator", ".");
  if (parser.predicates > 0 && isPointer) return parsePostfix(parser, readPointer(parser));
  if (isNext(parser, "Operator", "::")) {
    next(parser);
    return parsePostfix(parser, parseCall(parser, expect(parser, "Identifier"), [], false));
  }
  return readSecondary(parser);
}

// A dot stays, since a member's name comes after it.
function readPointer(parser: Parser): ExpressionNode {
  const { value, at } = peek(parser);
  if (value === ".") return { kind: "pointer", name: "", at };
  next(parser);
  const name = isNext(parser, "Identifier") ? next(parser).value : "";
  return { kind: "pointer", name, at };
}

function readSecondary(parser: Parser): ExpressionNode {
  const token = peek(parser);
  const { kind, value, at } = token;
  if (kind === "Number") {
    next(parser);
    return parseNumber(parser, token);
  }
  if (kind === "String") {
    next(parser);
    return parsePostfix(parser, { kind: "string", value, at });
  }
  if (kind === "Identifier") {
    next(parser);
    if (value === "true" || value === "false") {
      return { kind: "boolean", value: value === "true", at };
    }
    if (value === "nil") return { kind: "nil", at };
    const isCall = isNext(parser, "Bracket", "(");
    const node: ExpressionNode = isCall
      ? parseCall(parser, token, [])
      : { kind: "identifier", name: value, at };
    return parsePostfix(parser, node);
  }
  if (isNext(parser, "Bracket", "[")) return parsePostfix(parser, parseArray(parser));
  if (isNext(parser, "Bracket", "{")) return parsePostfix(parser, parseMap(parser));
  return unexpected(parser);
}
