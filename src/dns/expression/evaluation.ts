import type { DynamicValue } from "../dynamic-value.js";
import type { Budget } from "./budget.js";
import type { ExpressionNode } from "./node.js";
import type { ExpressionValue } from "./value.js";

/** An evaluation at work. */
export interface Evaluation {
  readonly environment: ReadonlyMap<string, ExpressionValue>;
  readonly budget: Budget;
  /** What `let` declared. */
  readonly variables: { readonly name: string; readonly value: ExpressionValue }[];
  /** The predicates that are at work, the innermost last. */
  readonly scopes: ItemScope[];
  readonly visit: (node: ExpressionNode) => ExpressionValue;
}

/** The items that a predicate goes through. */
export interface ItemScope {
  readonly items: readonly DynamicValue[];
  index: number;
  accumulator: ExpressionValue;
}

/** An optional member of nil: thrown up to the chain that it is in. */
export class ChainEnd extends Error {}
