import { checkExpression } from "./check.js";
import { evaluateExpression } from "./evaluate.js";
import {
  EvaluationError,
  ExpressionError,
  ExpressionUnsupported,
  placedText,
} from "./expression-error.js";
import { checkConstants } from "./fold.js";
import type { GoType } from "./go-type.js";
import { parseExpression } from "./parse.js";
import type { ExpressionValue } from "./value.js";

/** A reading of an expression: the program, expr's words against it, or what it holds that is not simulated. */
export type Compiled =
  | Program
  | { readonly kind: "wrong"; readonly text: string }
  | { readonly kind: "unsupported"; readonly text: string };

/** An expression that was read and checked. */
export interface Program {
  readonly kind: "program";
  readonly source: string;
  readonly type: GoType;
  /** What it comes to with these values; bounded in time and room. */
  run(environment: ReadonlyMap<string, ExpressionValue>): Evaluated;
}

/** What an evaluation came to: a value, why there is none, or what of it is not simulated. */
export type Evaluated =
  | { readonly kind: "value"; readonly value: ExpressionValue }
  | { readonly kind: "failed"; readonly text: string }
  | { readonly kind: "unsupported"; readonly text: string };

/**
 * Reads an expression of expr-lang (github.com/expr-lang/expr v1.17.8: expr.Compile), with the types of what it may name.
 */
export function compileExpression(
  source: string,
  environment: ReadonlyMap<string, GoType>,
): Compiled {
  try {
    const node = parseExpression(source, (name) => environment.has(name));
    const type = checkExpression(node, environment);
    checkConstants(node);
    return {
      kind: "program",
      source,
      type,
      run: (values) => run(() => evaluateExpression(node, values)),
    };
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: "wrong", text: placedText(error, source) };
    if (error instanceof ExpressionUnsupported) return { kind: "unsupported", text: error.message };
    throw error;
  }
}

function run(evaluate: () => ExpressionValue): Evaluated {
  try {
    return { kind: "value", value: evaluate() };
  } catch (error) {
    if (error instanceof EvaluationError) return { kind: "failed", text: error.message };
    if (error instanceof ExpressionUnsupported) return { kind: "unsupported", text: error.message };
    throw error;
  }
}

/** Whether a text is a name and nothing else in the language. */
export function isPlainName(text: string): boolean {
  try {
    const node = parseExpression(text, () => false);
    return node.kind === "identifier" && node.name === text;
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof ExpressionUnsupported) return false;
    throw error;
  }
}
