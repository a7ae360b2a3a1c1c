/** A piece of an expression (expr ast/node.go); `at` is the place that messages name, in code points. */
export type ExpressionNode = { readonly at: number } & (
  | { readonly kind: "nil" }
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "identifier"; readonly name: string }
  /** The item that a predicate looks at, or `#index` and `#acc`. */
  | { readonly kind: "pointer"; readonly name: string }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: ExpressionNode }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  /** What comes to nil where an optional member of it is. */
  | { readonly kind: "chain"; readonly of: ExpressionNode }
  | MemberNode
  | {
      readonly kind: "slice";
      readonly of: ExpressionNode;
      readonly from: ExpressionNode | null;
      readonly to: ExpressionNode | null;
    }
  | CallNode
  | BuiltinNode
  | { readonly kind: "predicate"; readonly body: ExpressionNode }
  | {
      readonly kind: "let";
      readonly name: string;
      readonly value: ExpressionNode;
      readonly body: ExpressionNode;
    }
  | { readonly kind: "sequence"; readonly nodes: readonly ExpressionNode[] }
  | {
      readonly kind: "conditional";
      readonly condition: ExpressionNode;
      readonly then: ExpressionNode;
      readonly otherwise: ExpressionNode;
    }
  | { readonly kind: "array"; readonly nodes: readonly ExpressionNode[] }
  | { readonly kind: "map"; readonly pairs: readonly MapPair[] }
);

/** `of.property` or `of[property]`. */
export interface MemberNode {
  readonly kind: "member";
  readonly at: number;
  readonly of: ExpressionNode;
  readonly property: ExpressionNode;
  readonly optional: boolean;
  /** Whether it is called. */
  readonly method: boolean;
}

/** A call of what is no function of the language. */
export interface CallNode {
  readonly kind: "call";
  readonly at: number;
  readonly callee: ExpressionNode;
  readonly parameters: readonly ExpressionNode[];
}

/** A call of a function of the language. */
export interface BuiltinNode {
  readonly kind: "builtin";
  readonly at: number;
  readonly name: string;
  readonly parameters: readonly ExpressionNode[];
}

/** An entry of a map's literal. */
export interface MapPair {
  readonly key: ExpressionNode;
  readonly value: ExpressionNode;
}
