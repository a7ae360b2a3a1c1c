import type { Checker } from "./checker.js";
import { ExpressionError, ExpressionUnsupported } from "./expression-error.js";
import { elementOf, isAssignable, isUnknown, pointed, STRING, UNKNOWN } from "./go-type.js";
import type { GoType } from "./go-type.js";
import type { ExpressionNode, MemberNode } from "./node.js";

/** The type of a member or an item (expr checker/checker.go: memberNode). */
export function checkMember(node: MemberNode, checker: Checker): GoType {
  const { property, method, at } = node;
  if (node.of.kind === "identifier" && node.of.name === "$env") {
    throw new ExpressionUnsupported("$env");
  }
  const base = checker.visit(node.of);
  const key = checker.visit(property);
  if (isUnknown(base)) return UNKNOWN;
  const name = property.kind === "string" ? property.value : null;
  if (base.kind === "nil" && name !== null) {
    throw new ExpressionError(`type nil has no field ${name}`, at);
  }
  if (base.kind === "map") {
    const wanted = pointed(key);
    if (isAssignable(wanted, STRING) || isUnknown(key)) return elementOf(base);
    const text = `cannot use ${key.name} to get an element from ${base.name}`;
    throw new ExpressionError(text, property.at);
  }
  if (base.kind === "array") {
    const index = pointed(key);
    if (index.kind === "int" || isUnknown(index)) return elementOf(base);
    const text = `array elements can only be selected using an integer (got ${index.name})`;
    throw new ExpressionError(text, property.at);
  }
  const own = pointed(base).name;
  if (name === null) throw new ExpressionError(`type ${own}[${key.name}] is undefined`, at);
  throw new ExpressionError(`type ${own} has no ${method ? "method" : "field"} ${name}`, at);
}

/** The type of a part of an array or a text (checker.go: sliceNode). */
export function checkSlice(
  { of, from, to, at }: Extract<ExpressionNode, { readonly kind: "slice" }>,
  checker: Checker,
): GoType {
  const type = checker.visit(of);
  if (isUnknown(type)) return UNKNOWN;
  if (type.kind !== "string" && type.kind !== "array") {
    throw new ExpressionError(`cannot slice ${type.name}`, at);
  }
  for (const bound of [from, to]) {
    if (bound === null) continue;
    const given = pointed(checker.visit(bound));
    if (given.kind !== "int" && !isUnknown(given)) {
      throw new ExpressionError(`non-integer slice index ${given.name}`, bound.at);
    }
  }
  return type;
}
