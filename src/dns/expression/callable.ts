import type { DynamicValue } from "../dynamic-value.js";
import { EvaluationError } from "./expression-error.js";
import { textOf } from "./value.js";
import type { Callable } from "./value.js";

/** A function of so many texts. */
export function callable(
  parameters: number,
  call: (texts: readonly string[]) => DynamicValue,
): Callable {
  return {
    kind: "function",
    call(values) {
      if (values.length !== parameters) throw new EvaluationError("wrong number of arguments");
      return call(values.map(textOf));
    },
  };
}
