import { isComposite } from "../dynamic-value.js";
import type { DynamicList, DynamicMap, DynamicValue } from "../dynamic-value.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";

/** What a piece of an expression comes to. */
export type ExpressionValue = DynamicValue | Callable;

/** A function of the query's surroundings. */
export interface Callable {
  readonly kind: "function";
  /** Throws an EvaluationError. */
  call(values: readonly ExpressionValue[]): DynamicValue;
}

/** Whether a value is a function. */
export function isCallable(value: ExpressionValue): value is Callable {
  return typeof value === "object" && value !== null && value.kind === "function";
}

/** Whether a value is a list. */
export function isList(value: ExpressionValue | undefined): value is DynamicList {
  return typeof value === "object" && value !== null && value.kind === "list";
}

/** Whether a value is a map. */
export function isMap(value: ExpressionValue | undefined): value is DynamicMap {
  return typeof value === "object" && value !== null && value.kind === "map";
}

/** Whether a value is a number. */
export function isNumeric(value: ExpressionValue | undefined): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

/** A value that lists may hold: a function that no one calls is not carried on. */
export function plain(value: ExpressionValue): DynamicValue {
  if (isCallable(value)) throw new ExpressionUnsupported("a function as a value");
  if (isComposite(value) && value.kind === "unknown") throw new ExpressionUnsupported(value.what);
  return value;
}

/** A value that must be a text. */
export function textOf(value: ExpressionValue | undefined): string {
  if (typeof value === "string") return value;
  throw new EvaluationError(`interface conversion: a ${typeName(value)} is no string`);
}

/** A value that must be a truth value. */
export function booleanOf(value: ExpressionValue | undefined): boolean {
  if (typeof value === "boolean") return value;
  throw new EvaluationError(`interface conversion: a ${typeName(value)} is no bool`);
}

/** A value that must be a number, as a whole one (expr vm/runtime/runtime.go: ToInt). */
export function integerOf(value: ExpressionValue | undefined): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return truncated(value);
  throw new EvaluationError(`invalid operation: int(${typeName(value)})`);
}

/** A number without what is after the point; what no int holds is the smallest one, as on amd64. */
export function truncated(value: number): bigint {
  const isInt = value >= -(2 ** 63) && value < 2 ** 63;
  return isInt ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

/** The items of a value that must be a list. */
export function itemsOf(value: ExpressionValue | undefined): readonly DynamicValue[] {
  if (isList(value)) return value.items;
  throw new EvaluationError(`a ${typeName(value)} is no array`);
}

/** Go's name of a value's type. */
export function typeName(value: ExpressionValue | undefined): string {
  if (value === null || value === undefined) return "<nil>";
  if (typeof value === "object") return isMap(value) ? "map[string]interface {}" : "[]interface {}";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  return typeof value === "bigint" ? "int" : "string";
}
