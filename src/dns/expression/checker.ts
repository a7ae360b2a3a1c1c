import type { GoType } from "./go-type.js";
import type { ExpressionNode } from "./node.js";

/** A check of an expression's types. */
export interface Checker {
  /** What the surroundings have, by name. */
  readonly environment: ReadonlyMap<string, GoType>;
  /** What `let` declared. */
  readonly variables: Variable[];
  /** The predicates that are open. */
  readonly scopes: PredicateScope[];
  /** The type of a piece; each is looked at once. */
  readonly visit: (node: ExpressionNode) => GoType;
}

/** A name with its type. */
export interface Variable {
  readonly name: string;
  readonly type: GoType;
}

/** What a predicate may look at: the array's items, and `#index` and `#acc` where there are such. */
export interface PredicateScope {
  readonly collection: GoType;
  readonly variables: ReadonlyMap<string, GoType>;
}
