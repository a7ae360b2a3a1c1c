import { BUILTINS, PREDICATES } from "./builtin.js";
import { ExpressionUnsupported } from "./expression-error.js";
import type { ExpressionNode } from "./node.js";
import { expect, fail, isNext, next } from "./parser.js";
import type { Parser } from "./parser.js";
import type { ExpressionToken } from "./token.js";

/** A call whose name is taken; `first` are values that a pipe gives it (expr parser/parser.go: parseCall). */
export function parseCall(
  parser: Parser,
  { value: name, at }: ExpressionToken,
  first: readonly ExpressionNode[],
  canBeOverridden = true,
): ExpressionNode {
  const isOverridden = canBeOverridden && parser.overridden(name);
  const forms = isOverridden ? undefined : PREDICATES.get(name);
  if (forms !== undefined) {
    const parameters = parsePredicateCall(parser, forms, first);
    return { kind: "builtin", name, parameters, at };
  }
  const known = isOverridden ? undefined : BUILTINS.get(name);
  if (known === "unsupported") throw new ExpressionUnsupported(`the function ${name}`);
  const parameters = parseArguments(parser, first);
  if (known !== undefined) return { kind: "builtin", name, parameters, at };
  return { kind: "call", callee: { kind: "identifier", name, at }, parameters, at };
}

/** Reads what a function is called with. */
export function parseArguments(
  parser: Parser,
  first: readonly ExpressionNode[] = [],
): readonly ExpressionNode[] {
  const parameters = [...first];
  expect(parser, "Bracket", "(");
  while (!isNext(parser, "Bracket", ")")) {
    if (parameters.length > first.length) expect(parser, "Operator", ",");
    if (isNext(parser, "Bracket", ")")) break;
    parameters.push(parser.expression(0));
  }
  expect(parser, "Bracket", ")");
  return parameters;
}

function parsePredicateCall(
  parser: Parser,
  forms: readonly string[],
  first: readonly ExpressionNode[],
): readonly ExpressionNode[] {
  expect(parser, "Bracket", "(");
  const parameters = [...first];
  const wanted = forms.slice(first.length);
  for (const [index, form] of wanted.entries()) {
    if (isNext(parser, "Bracket", ")")) {
      if (form.endsWith("?")) break;
      fail(parser, `expected at least ${wanted.length} arguments`);
    }
    if (index > 0) expect(parser, "Operator", ",");
    const isPredicate = form.startsWith("predicate");
    parameters.push(isPredicate ? parsePredicate(parser) : parser.expression(0));
  }
  if (isNext(parser, "Operator", ",")) next(parser);
  expect(parser, "Bracket", ")");
  return parameters;
}

function parsePredicate(parser: Parser): ExpressionNode {
  const { at } = parser.tokens[parser.place] ?? { at: 0 };
  const hasBraces = isNext(parser, "Bracket", "{");
  if (hasBraces) next(parser);
  parser.predicates++;
  const body = hasBraces ? parser.sequence() : parser.expression(0);
  if (!hasBraces && isNext(parser, "Operator", ";")) {
    fail(parser, "wrap predicate with brackets { and }");
  }
  parser.predicates--;
  if (hasBraces) expect(parser, "Bracket", "}");
  return { kind: "predicate", body, at };
}
