import { valueSize } from "../value-size.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";
import { isCallable } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** What an evaluation may still cost. */
export interface Budget {
  steps: number;
  /** Items of arrays and maps, as the real one counts them (expr vm/vm.go: memGrow). */
  memory: number;
}

const MOST_STEPS = 400_000;
const MOST_MEMORY = 1e6;
const LONGEST_TEXT = 1e6;

/** What an evaluation may cost in all. */
export function newBudget(): Budget {
  return { steps: MOST_STEPS, memory: MOST_MEMORY };
}

/** Takes steps of the budget; with too many, the real one would go on. */
export function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new ExpressionUnsupported("so long an evaluation");
}

/** Takes the steps that it costs to go through values; functions cost nothing. */
export function spendOn(budget: Budget, values: readonly ExpressionValue[]): void {
  for (const value of values) if (!isCallable(value)) spend(budget, valueSize(value, budget.steps));
}

/** Takes room for items; with too many, the real one stops, too. */
export function allocate(budget: Budget, count: number): void {
  budget.memory -= count;
  if (budget.memory <= 0) throw new EvaluationError("memory budget exceeded");
  spend(budget, count);
}

/** A text that is not too long. */
export function limited(budget: Budget, text: string): string {
  if (text.length > LONGEST_TEXT) throw new ExpressionUnsupported("so long a text");
  spend(budget, text.length >> 4);
  return text;
}
