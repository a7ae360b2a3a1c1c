import type { ExpressionNode } from "./node.js";

/** The pieces that a piece is made of, in order. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "chain":
      return [node.of];
    case "member":
      return [node.of, node.property];
    case "slice":
      return [node.of, node.from, node.to].filter((one) => one !== null);
    case "call":
      return [node.callee, ...node.parameters];
    case "builtin":
      return node.parameters;
    case "predicate":
      return [node.body];
    case "let":
      return [node.value, node.body];
    case "sequence":
    case "array":
      return node.nodes;
    case "conditional":
      return [node.condition, node.then, node.otherwise];
    case "map":
      return node.pairs.flatMap(({ key, value }) => [key, value]);
    case "boolean":
    case "float":
    case "identifier":
    case "integer":
    case "nil":
    case "pointer":
    case "string":
      return [];
  }
}
