import { ExpressionError } from "./expression-error.js";
import type { ExpressionNode } from "./node.js";
import { childrenOf } from "./children.js";

/**
 * Finds a division of constants by zero, which the real optimizer meets as it computes them (expr optimizer/fold.go).
 */
export function checkConstants(node: ExpressionNode): bigint | null {
  const values = childrenOf(node).map(checkConstants);
  if (node.kind === "integer") return node.value;
  const [left = null, right = null] = values;
  if (left === null) return null;
  if (node.kind === "unary") return unary(node.operator, left);
  if (node.kind !== "binary" || right === null) return null;
  const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);
  switch (node.operator) {
    case "+":
      return wrap(left + right);
    case "-":
      return wrap(left - right);
    case "*":
      return wrap(left * right);
    case "%":
      if (right === 0n) throw new ExpressionError("integer divide by zero", node.at);
      return left % right;
    default:
      return null;
  }
}

function unary(operator: string, value: bigint): bigint | null {
  if (operator === "+") return value;
  return operator === "-" ? BigInt.asIntN(64, -value) : null;
}
