import { spendOn } from "./budget.js";
import type { Budget } from "./budget.js";
import type { BuiltinFunction } from "./builtin-function.js";
import { LIST_FUNCTIONS } from "./list-functions.js";
import { NUMBER_FUNCTIONS } from "./number-functions.js";
import { TEXT_FUNCTIONS } from "./text-functions.js";
import type { ExpressionValue } from "./value.js";

const FUNCTIONS: Readonly<Record<string, BuiltinFunction>> = {
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...LIST_FUNCTIONS,
};

/** The value of a call (expr builtin/builtin.go). */
export function callBuiltin(
  name: string,
  values: readonly ExpressionValue[],
  budget: Budget,
): ExpressionValue {
  const called = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (called === undefined) throw new Error(`there is no ${name}`);
  spendOn(budget, values);
  return called(values, budget);
}
