import { compileRegexp } from "../../regexp/regexp.js";
import { formatRegexpError } from "../../regexp/syntax-error.js";
import type { Checker } from "./checker.js";
import { ExpressionError } from "./expression-error.js";
import {
  arrayOf,
  BOOL,
  elementOf,
  FLOAT,
  INT,
  isAssignable,
  isComparable,
  isNumber,
  isUnknown,
  mayBe,
  NIL,
  pointed,
  STRING,
  UNKNOWN,
} from "./go-type.js";
import type { GoKind, GoType } from "./go-type.js";
import type { ExpressionNode } from "./node.js";

type BinaryNode = Extract<ExpressionNode, { readonly kind: "binary" }>;

/** The type of an operation with two values (expr checker/checker.go: binaryNode). */
export function checkBinary(node: BinaryNode, checker: Checker): GoType {
  const left = pointed(checker.visit(node.left));
  const right = pointed(checker.visit(node.right));
  if (node.operator === "matches") checkPattern(node);
  const type = node.operator === "in" ? typeOfIn(node, left, right) : typeOf(node, left, right);
  if (type !== null) return type;
  const types = `mismatched types ${left.name} and ${right.name}`;
  throw new ExpressionError(`invalid operation: ${node.operator} (${types})`, node.at);
}

function checkPattern({ right, at }: BinaryNode): void {
  if (right.kind !== "string") return;
  const regexp = compileRegexp(right.value);
  if (regexp.kind !== "regexp") throw new ExpressionError(formatRegexpError(regexp), at);
}

function typeOf({ operator }: BinaryNode, left: GoType, right: GoType): GoType | null {
  const bothAre = (kind: GoKind): boolean => left.kind === kind && right.kind === kind;
  const areNumbers = isNumber(left) && isNumber(right);
  const mayBeNumbers = areNumbers || mayBe(left, right, "int", "float");
  switch (operator) {
    case "==":
    case "!=":
      return isComparable(left, right) ? BOOL : null;
    case "or":
    case "||":
    case "and":
    case "&&":
      return bothAre("bool") || mayBe(left, right, "bool") ? BOOL : null;
    case "<":
    case ">":
    case ">=":
    case "<=":
      if (areNumbers || bothAre("string")) return BOOL;
      return mayBe(left, right, "int", "float", "string") ? BOOL : null;
    case "+":
      if (areNumbers) return promoted(left, right);
      if (bothAre("string")) return STRING;
      return mayBe(left, right, "int", "float", "string") ? UNKNOWN : null;
    case "-":
    case "*":
      if (areNumbers) return promoted(left, right);
      return mayBeNumbers ? UNKNOWN : null;
    case "/":
    case "**":
    case "^":
      return mayBeNumbers ? FLOAT : null;
    case "%":
      return bothAre("int") || mayBe(left, right, "int") ? INT : null;
    case "matches":
    case "contains":
    case "startsWith":
    case "endsWith":
      return bothAre("string") || mayBe(left, right, "string") ? BOOL : null;
    case "..":
      return bothAre("int") || mayBe(left, right, "int") ? arrayOf(INT) : null;
    default:
      return typeOfCoalesce(left, right);
  }
}

function promoted(left: GoType, right: GoType): GoType {
  return left.kind === "float" || right.kind === "float" ? FLOAT : INT;
}

// `??`.
function typeOfCoalesce(left: GoType, right: GoType): GoType {
  if (left.kind === "nil") return right.kind === "nil" ? NIL : right;
  if (right.kind === "nil" || isAssignable(right, left)) return left;
  return UNKNOWN;
}

function typeOfIn({ at }: BinaryNode, left: GoType, right: GoType): GoType | null {
  if (right.kind === "map") {
    if (isUnknown(left) || isAssignable(left, STRING)) return BOOL;
    const text = `cannot use ${left.name} as type ${STRING.name} in map key`;
    throw new ExpressionError(text, at);
  }
  if (right.kind === "array") {
    const element = elementOf(right);
    if (isComparable(left, element)) return BOOL;
    throw new ExpressionError(`cannot use ${left.name} as type ${element.name} in array`, at);
  }
  if (isUnknown(right) || (isUnknown(left) && right.kind === "string")) return BOOL;
  return null;
}
