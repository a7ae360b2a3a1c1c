import { EvaluationError } from "./expression-error.js";
import { isNumeric, typeName } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** The result of `+ - * / % ** ^` (expr vm/runtime/helpers); whole numbers have 64 bits and turn over. */
export function calculate(
  operator: string,
  left: ExpressionValue,
  right: ExpressionValue,
): string | bigint | number {
  if (operator === "+" && typeof left === "string" && typeof right === "string") {
    return left + right;
  }
  if (!isNumeric(left) || !isNumeric(right)) return wrongTypes(operator, left, right);
  if (operator === "**" || operator === "^") return power(Number(left), Number(right));
  if (operator === "/") return Number(left) / Number(right);
  if (typeof left === "bigint" && typeof right === "bigint") {
    return BigInt.asIntN(64, integers(operator, left, right));
  }
  const [one, other] = [Number(left), Number(right)];
  if (operator === "+") return one + other;
  if (operator === "-") return one - other;
  return operator === "*" ? one * other : wrongTypes(operator, left, right);
}

function integers(operator: string, left: bigint, right: bigint): bigint {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    default:
      if (right === 0n) throw new EvaluationError("runtime error: integer divide by zero");
      return left % right;
  }
}

// Go's math.Pow has 1 where JavaScript has no number.
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

function wrongTypes(operator: string, left: ExpressionValue, right: ExpressionValue): never {
  const text = `${typeName(left)} ${operator} ${typeName(right)}`;
  throw new EvaluationError(`invalid operation: ${text}`);
}

/** The number with the other sign. */
export function negated(value: ExpressionValue): bigint | number {
  if (typeof value === "bigint") return BigInt.asIntN(64, -value);
  if (typeof value === "number") return -value;
  throw new EvaluationError(`invalid operation: - ${typeName(value)}`);
}
