import { ANY, ARRAY, BOOL, FLOATS, functionOf, INT, INTS, STRING, STRINGS } from "./go-type.js";
import type { GoType } from "./go-type.js";
import {
  aggregate,
  arrayTaken,
  concatTaken,
  ends,
  lengthTaken,
  mapTaken,
  numeric,
  takeTaken,
} from "./validate.js";
import type { Validation } from "./validate.js";

/** What a function of the language takes: forms that are tried in order, or a check of its own. */
export type Builtin = readonly GoType[] | Validation;

/** Functions whose second value is looked at for each item; with a question mark, it may be left out (expr parser/parser.go). */
export const PREDICATES: ReadonlyMap<string, readonly string[]> = new Map([
  ...["all", "none", "any", "one", "filter", "map"].map(withPredicate),
  ...["find", "findIndex", "findLast", "findLastIndex"].map(withPredicate),
  ["count", ["value", "predicate?"]],
  ["sum", ["value", "predicate?"]],
  ["sortBy", ["value", "predicate", "value?"]],
  ["reduce", ["value", "predicate", "value?"]],
]);

function withPredicate(name: string): readonly [string, readonly string[]] {
  return [name, ["value", "predicate"]];
}

const text = (count: number, result: GoType): GoType =>
  functionOf(Array<GoType>(count).fill(STRING), result);
const ofInts: Builtin = [functionOf([INT, INT], INT)];

/** The other functions with what they take; `unsupported` are those that the real language has beside (expr builtin/builtin.go). */
export const BUILTINS: ReadonlyMap<string, Builtin | "unsupported"> = new Map<
  string,
  Builtin | "unsupported"
>([
  ["len", lengthTaken],
  ["abs", numeric("abs", "same")],
  ["ceil", numeric("ceil", "float")],
  ["floor", numeric("floor", "float")],
  ["round", numeric("round", "float")],
  ["int", numeric("int", "int")],
  ["float", numeric("float", "float-or-text")],
  ["string", [functionOf([ANY], STRING)]],
  ["trim", [text(1, STRING), text(2, STRING)]],
  ["trimPrefix", [text(2, STRING), text(1, STRING)]],
  ["trimSuffix", [text(2, STRING), text(1, STRING)]],
  ["upper", [text(1, STRING)]],
  ["lower", [text(1, STRING)]],
  ["split", [text(2, STRINGS), functionOf([STRING, STRING, INT], STRINGS)]],
  ["splitAfter", [text(2, STRINGS), functionOf([STRING, STRING, INT], STRINGS)]],
  ["replace", [functionOf([STRING, STRING, STRING, INT], STRING), text(3, STRING)]],
  ["repeat", [functionOf([STRING, INT], STRING)]],
  [
    "join",
    [
      functionOf([STRINGS, STRING], STRING),
      functionOf([ARRAY, STRING], STRING),
      functionOf([ARRAY], STRING),
      functionOf([STRINGS, STRING], STRING),
      functionOf([STRINGS], STRING),
    ],
  ],
  ["indexOf", [text(2, INT)]],
  ["lastIndexOf", [text(2, INT)]],
  ["hasPrefix", [text(2, BOOL)]],
  ["hasSuffix", [text(2, BOOL)]],
  ["max", aggregate("max")],
  ["min", aggregate("min")],
  ["mean", aggregate("mean")],
  ["median", aggregate("median")],
  ["toJSON", [functionOf([ANY], STRING)]],
  ["fromJSON", [functionOf([STRING], ANY)]],
  ["first", ends("first")],
  ["last", ends("last")],
  ["get", []],
  ["take", takeTaken],
  ["keys", mapTaken("get keys from")],
  ["values", mapTaken("get values from")],
  ["reverse", arrayTaken("reverse")],
  ["uniq", arrayTaken("uniq")],
  ["flatten", arrayTaken("flatten")],
  ["concat", concatTaken],
  [
    "sort",
    [
      ...[ARRAY, INTS, FLOATS, STRINGS].map((taken) => functionOf([taken, STRING], ARRAY)),
      ...[ARRAY, FLOATS, STRINGS, INTS].map((taken) => functionOf([taken], ARRAY)),
    ],
  ],
  ["bitand", ofInts],
  ["bitor", ofInts],
  ["bitxor", ofInts],
  ["bitnand", ofInts],
  ["bitshl", ofInts],
  ["bitshr", ofInts],
  ["bitushr", ofInts],
  ["bitnot", [functionOf([INT], INT)]],
  ["groupBy", "unsupported"],
  ["toBase64", "unsupported"],
  ["fromBase64", "unsupported"],
  ["now", "unsupported"],
  ["duration", "unsupported"],
  ["date", "unsupported"],
  ["timezone", "unsupported"],
  ["toPairs", "unsupported"],
  ["fromPairs", "unsupported"],
]);

/** Whether the language has a function of the name, even where it is switched off (expr builtin/builtin.go: Index). */
export function isBuiltinName(name: string): boolean {
  return name === "type" || PREDICATES.has(name) || BUILTINS.has(name);
}
