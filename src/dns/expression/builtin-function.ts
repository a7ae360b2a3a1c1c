import type { Budget } from "./budget.js";
import type { ExpressionValue } from "./value.js";

/** A function of the language at work; the types of its values are those that the check lets pass, or not known before. */
export type BuiltinFunction = (
  values: readonly ExpressionValue[],
  budget: Budget,
) => ExpressionValue;
