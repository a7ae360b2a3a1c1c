import { BUILTINS, PREDICATES } from "./builtin.js";
import { ExpressionUnsupported } from "./expression-error.js";
import { ANY, ARRAY, BOOL, functionOf, INT, STRING, VARIADIC } from "./go-type.js";
import type { GoType } from "./go-type.js";

const PREDICATE = functionOf([ANY], BOOL);
const RESULTS: ReadonlyMap<string, GoType> = new Map([
  ["filter", ARRAY],
  ["find", ANY],
  ["findLast", ANY],
  ["findIndex", INT],
  ["findLastIndex", INT],
  ["count", INT],
  ["sum", INT],
]);
const OTHERS: ReadonlyMap<string, GoType> = new Map([
  ["map", functionOf([ARRAY, functionOf([ANY], ANY)], ARRAY)],
  ["sortBy", functionOf([ARRAY, PREDICATE, STRING], ARRAY)],
  ["reduce", functionOf([ARRAY, functionOf([ANY, ANY], ANY), ANY], ANY)],
]);

/** The type of a function's name where it is not called; null for what is none (expr builtin/function.go: Type). */
export function typeOfBuiltin(name: string): GoType | null {
  const known = BUILTINS.get(name);
  if (known === "unsupported") throw new ExpressionUnsupported(`the function ${name}`);
  if (PREDICATES.has(name)) {
    const result = RESULTS.get(name) ?? BOOL;
    return { ...(OTHERS.get(name) ?? functionOf([ARRAY, PREDICATE], result)), builtin: name };
  }
  if (known === undefined) return null;
  const [first] = typeof known === "function" ? [] : known;
  return { ...(first ?? VARIADIC), builtin: name };
}
