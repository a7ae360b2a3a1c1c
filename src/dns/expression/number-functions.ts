import type { BuiltinFunction } from "./builtin-function.js";
import { isLess } from "./compare.js";
import { negated } from "./arithmetic.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";
import { integerOf, isList, isNumeric, typeName } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** The functions of numbers (expr builtin/builtin.go and lib.go). */
export const NUMBER_FUNCTIONS: Readonly<Record<string, BuiltinFunction>> = {
  abs: ([value]) => absolute(value),
  ceil: ([value]) => Math.ceil(floatIn(value, "ceil")),
  floor: ([value]) => Math.floor(floatIn(value, "floor")),
  round: ([value]) => rounded(floatIn(value, "round")),
  int: ([value]) => toInteger(value),
  float: ([value]) => toFloat(value),
  max: (values) => extreme("max", values, isLess),
  min: (values) => extreme("min", values, (one, other) => isLess(other, one)),
  mean: (values) => {
    const numbers = numbersIn("mean", values);
    return numbers.length === 0 ? 0 : sumOf(numbers) / numbers.length;
  },
  median: (values) => middle(numbersIn("median", values)),
  bitand: bits((one, other) => one & other),
  bitor: bits((one, other) => one | other),
  bitxor: bits((one, other) => one ^ other),
  bitnand: bits((one, other) => one & ~other),
  bitshl: bits((one, by) => (shift(by) >= 64n ? 0n : one << by)),
  bitshr: bits((one, by) => one >> (shift(by) >= 64n ? 64n : by)),
  bitushr: bits((one, by) => (shift(by) >= 64n ? 0n : BigInt.asUintN(64, one) >> by)),
  bitnot: ([value]) => ~wholeOf(value),
};

function absolute(value: ExpressionValue | undefined): ExpressionValue {
  if (!isNumeric(value))
    throw new EvaluationError(`invalid argument for abs (type ${typeName(value)})`);
  return value < 0 ? negated(value) : value;
}

function floatIn(value: ExpressionValue | undefined, name: string): number {
  if (isNumeric(value)) return Number(value);
  throw new EvaluationError(`invalid argument for ${name} (type ${typeName(value)})`);
}

// Go rounds halves away from zero.
function rounded(value: number): number {
  return Number.isFinite(value) ? Math.sign(value) * Math.round(Math.abs(value)) : value;
}

function toInteger(value: ExpressionValue | undefined): bigint {
  if (typeof value !== "string") return integerOf(value);
  const number = /^[+-]?\d+$/.test(value) ? BigInt(value.replace(/^\+/, "")) : null;
  if (number === null || BigInt.asIntN(64, number) !== number) {
    throw new EvaluationError(`invalid operation: int(${value})`);
  }
  return number;
}

function toFloat(value: ExpressionValue | undefined): number {
  if (isNumeric(value)) return Number(value);
  const wrong = (what: string): EvaluationError =>
    new EvaluationError(`invalid operation: float(${what})`);
  if (typeof value !== "string") throw wrong(typeName(value));
  if (/^[+-]?0x/i.test(value)) throw new ExpressionUnsupported("a hexadecimal float");
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(value);
  if (word !== null) {
    if (word[2]?.toLowerCase() === "nan") return NaN;
    return word[1] === "-" ? -Infinity : Infinity;
  }
  const number = Number(value);
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
  if (!isNumber || !Number.isFinite(number)) throw wrong(value);
  return number;
}

function extreme(
  name: string,
  values: readonly ExpressionValue[],
  isBetter: (one: ExpressionValue, other: ExpressionValue) => boolean,
): ExpressionValue {
  const [only = null] = values;
  if (values.length === 1 && !isNumeric(only) && !isList(only)) return only;
  let best: ExpressionValue = null;
  for (const value of flat(name, values)) {
    if (best === null || isBetter(best, value)) best = value;
  }
  return best;
}

function flat(name: string, values: readonly ExpressionValue[]): readonly (bigint | number)[] {
  return values.flatMap((value) => {
    if (isList(value)) return flat(name, value.items);
    if (isNumeric(value)) return [value];
    throw new EvaluationError(`invalid argument for ${name} (type ${typeName(value)})`);
  });
}

function numbersIn(name: string, values: readonly ExpressionValue[]): readonly number[] {
  return flat(name, values).map(Number);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function middle(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((one, other) => one - other);
  const half = Math.floor(ordered.length / 2);
  const upper = ordered[half];
  if (upper === undefined) return 0;
  return ordered.length % 2 === 1 ? upper : ((ordered[half - 1] ?? 0) + upper) / 2;
}

function bits(work: (one: bigint, other: bigint) => bigint): BuiltinFunction {
  return ([one, other]) => BigInt.asIntN(64, work(wholeOf(one), wholeOf(other)));
}

function wholeOf(value: ExpressionValue | undefined): bigint {
  if (typeof value === "bigint") return value;
  throw new EvaluationError(`cannot use ${typeName(value)} as argument (type int)`);
}

function shift(by: bigint): bigint {
  if (by >= 0n) return by;
  throw new EvaluationError(`invalid operation: negative shift count ${by} (type int)`);
}
