import { PREDICATES } from "./builtin.js";
import { checkKnownCall } from "./check-call.js";
import type { Checker } from "./checker.js";
import { ExpressionError } from "./expression-error.js";
import {
  ANY,
  ARRAY,
  arrayOf,
  BOOL,
  elementOf,
  INT,
  isAssignable,
  isUnknown,
  pointed,
  STRING,
  UNKNOWN,
} from "./go-type.js";
import type { GoType } from "./go-type.js";
import type { BuiltinNode, ExpressionNode } from "./node.js";

/** The type of a call of a function of the language (expr checker/checker.go: builtinNode). */
export function checkBuiltin(node: BuiltinNode, checker: Checker): GoType {
  if (PREDICATES.has(node.name)) return checkPredicateCall(node, checker);
  return node.name === "get" ? checkGet(node, checker) : checkKnownCall(node, checker);
}

const BOOLEAN: ReadonlySet<string> = new Set([
  ...["all", "none", "any", "one", "filter", "count"],
  ...["find", "findLast", "findIndex", "findLastIndex"],
]);

function checkPredicateCall(node: BuiltinNode, checker: Checker): GoType {
  const { name, parameters } = node;
  const [list, predicate, last] = parameters;
  if (list === undefined) throw new Error(`${name} has no array`);
  const collection = pointed(checker.visit(list));
  if (collection.kind !== "array" && !isUnknown(collection)) {
    const text = `builtin ${name} takes only array (got ${collection.name})`;
    throw new ExpressionError(text, list.at);
  }
  if (predicate === undefined) {
    if (name === "count") return INT;
    return isUnknown(collection) ? UNKNOWN : elementOf(collection);
  }
  const body = bodyOf(predicate);
  checker.scopes.push({ collection, variables: variablesOf(name) });
  const result = checker.visit(body);
  checker.scopes.pop();
  if (last !== undefined) checkLast(name, last, checker);
  if (result.kind === "nil") {
    const count = name === "reduce" ? "two" : "one";
    const text = `predicate should has ${count} input and one output param`;
    throw new ExpressionError(text, predicate.at);
  }
  if (BOOLEAN.has(name) && result.kind !== "bool" && !isUnknown(result)) {
    const text = `predicate should return boolean (got ${result.name})`;
    throw new ExpressionError(text, predicate.at);
  }
  return resultOf(name, collection, result);
}

function bodyOf(predicate: ExpressionNode): ExpressionNode {
  if (predicate.kind !== "predicate") throw new Error("there is no predicate");
  return predicate.body;
}

function variablesOf(name: string): ReadonlyMap<string, GoType> {
  if (name === "map") return new Map([["index", INT]]);
  if (name !== "reduce") return new Map();
  return new Map([
    ["index", INT],
    ["acc", UNKNOWN],
  ]);
}

function checkLast(name: string, last: ExpressionNode, checker: Checker): void {
  const type = checker.visit(last);
  if (name !== "sortBy" || type.kind === "string" || isUnknown(type)) return;
  const text = `sortBy order argument must be a string (got ${type.name})`;
  throw new ExpressionError(text, last.at);
}

function resultOf(name: string, collection: GoType, result: GoType): GoType {
  switch (name) {
    case "filter":
      return isUnknown(collection) ? ARRAY : arrayOf(elementOf(collection));
    case "map":
      return arrayOf(result);
    case "count":
    case "findIndex":
    case "findLastIndex":
      return INT;
    case "find":
    case "findLast":
      return isUnknown(collection) ? UNKNOWN : elementOf(collection);
    case "sortBy":
      return collection;
    case "reduce":
      return result;
    case "sum":
      return isUnknown(result) ? ANY : result;
    default:
      return BOOL;
  }
}

// checker.go: checkBuiltinGet.
function checkGet({ parameters, at }: BuiltinNode, checker: Checker): GoType {
  const [from, key] = parameters;
  if (from === undefined || key === undefined || parameters.length !== 2) {
    const text = `invalid number of arguments (expected 2, got ${parameters.length})`;
    throw new ExpressionError(text, at);
  }
  const base = checker.visit(from);
  const type = pointed(checker.visit(key));
  if (isUnknown(base)) return UNKNOWN;
  if (base.kind === "array") {
    if (type.kind === "int" || isUnknown(type)) return elementOf(base);
    throw new ExpressionError(`non-integer slice index ${type.name}`, key.at);
  }
  if (base.kind === "map") {
    if (isAssignable(type, STRING) || isUnknown(type)) return elementOf(base);
    const text = `cannot use ${type.name} to get an element from ${base.name}`;
    throw new ExpressionError(text, key.at);
  }
  throw new ExpressionError(`type ${base.name} does not support indexing`, from.at);
}
