import { calculate, negated } from "./arithmetic.js";
import { allocate, limited, newBudget, spend, spendOn } from "./budget.js";
import { callBuiltin } from "./call-builtin.js";
import { isAtMost, isEqual, isLess } from "./compare.js";
import { evaluateMember, evaluateSlice } from "./evaluate-member.js";
import { evaluatePredicateCall } from "./evaluate-predicate.js";
import { ChainEnd } from "./evaluation.js";
import type { Evaluation } from "./evaluation.js";
import { EvaluationError } from "./expression-error.js";
import { PREDICATES } from "./builtin.js";
import { listOf, mapOf } from "../dynamic-value.js";
import type { CallNode, ExpressionNode } from "./node.js";
import { isIn, isMatch, rangeOf } from "./relation.js";
import { booleanOf, integerOf, isCallable, plain, textOf, typeName } from "./value.js";
import type { ExpressionValue } from "./value.js";

/** What an expression comes to; throws an EvaluationError or ExpressionUnsupported (expr compiler and vm). */
export function evaluateExpression(
  node: ExpressionNode,
  environment: ReadonlyMap<string, ExpressionValue>,
): ExpressionValue {
  const evaluation: Evaluation = {
    environment,
    budget: newBudget(),
    variables: [],
    scopes: [],
    visit(one) {
      spend(evaluation.budget, 1);
      return valueOf(one, evaluation);
    },
  };
  const value = evaluation.visit(node);
  // Whoever has asked goes through it, too.
  spendOn(evaluation.budget, [value]);
  return value;
}

function valueOf(node: ExpressionNode, evaluation: Evaluation): ExpressionValue {
  const { visit, budget } = evaluation;
  switch (node.kind) {
    case "nil":
      return null;
    case "integer":
    case "float":
    case "boolean":
    case "string":
      return node.value;
    case "identifier":
      return named(node.name, evaluation);
    case "pointer":
      return pointedAt(node.name, evaluation);
    case "unary":
      return unary(node.operator, visit(node.operand));
    case "binary":
      return binary(node, evaluation);
    case "chain":
      return evaluateChain(node.of, evaluation);
    case "member":
      return evaluateMember(node, evaluation);
    case "slice":
      return evaluateSlice(node, evaluation);
    case "call":
      return call(node, evaluation);
    case "builtin":
      if (PREDICATES.has(node.name)) return evaluatePredicateCall(node, evaluation);
      return callBuiltin(node.name, node.parameters.map(visit), budget);
    case "let": {
      evaluation.variables.push({ name: node.name, value: visit(node.value) });
      const value = visit(node.body);
      evaluation.variables.pop();
      return value;
    }
    case "sequence":
      return node.nodes.map(visit).at(-1) ?? null;
    case "conditional":
      return visit(booleanOf(visit(node.condition)) ? node.then : node.otherwise);
    case "array":
      allocate(budget, node.nodes.length);
      return listOf(node.nodes.map((item) => plain(visit(item))));
    case "map":
      allocate(budget, node.pairs.length);
      return mapOf(
        node.pairs.map(({ key, value }) => [textOf(visit(key)), plain(visit(value))] as const),
      );
    case "predicate":
      throw new Error("a predicate stands alone");
  }
}

function named(name: string, { variables, environment }: Evaluation): ExpressionValue {
  const variable = variables.findLast((one) => one.name === name);
  return variable === undefined ? (environment.get(name) ?? null) : variable.value;
}

function pointedAt(name: string, { scopes }: Evaluation): ExpressionValue {
  const scope = scopes.at(-1);
  if (scope === undefined)
    throw new EvaluationError("cannot use pointer accessor outside predicate");
  if (name === "index") return BigInt(scope.index);
  return name === "acc" ? scope.accumulator : (scope.items[scope.index] ?? null);
}

function unary(operator: string, value: ExpressionValue): ExpressionValue {
  if (operator === "!" || operator === "not") return !booleanOf(value);
  return operator === "-" ? negated(value) : value;
}

function evaluateChain(of: ExpressionNode, evaluation: Evaluation): ExpressionValue {
  try {
    return evaluation.visit(of);
  } catch (error) {
    if (error instanceof ChainEnd) return null;
    throw error;
  }
}

function call({ callee, parameters }: CallNode, { visit, budget }: Evaluation): ExpressionValue {
  const values = parameters.map(visit);
  spendOn(budget, values);
  const called = visit(callee);
  if (isCallable(called)) return called.call(values);
  throw new EvaluationError(`invalid operation: cannot call ${typeName(called)}`);
}

type BinaryNode = Extract<ExpressionNode, { readonly kind: "binary" }>;

function binary(node: BinaryNode, evaluation: Evaluation): ExpressionValue {
  const { visit, budget } = evaluation;
  const { operator } = node;
  const left = visit(node.left);
  switch (operator) {
    case "??":
      return left ?? visit(node.right);
    case "and":
    case "&&":
      return booleanOf(left) ? visit(node.right) : false;
    case "or":
    case "||":
      return booleanOf(left) ? true : visit(node.right);
  }
  const right = visit(node.right);
  spendOn(budget, [left, right]);
  switch (operator) {
    case "==":
      return isEqual(left, right);
    case "!=":
      return !isEqual(left, right);
    case "<":
      return isLess(left, right);
    case ">":
      return isLess(right, left);
    case "<=":
      return isAtMost(left, right);
    case ">=":
      return isAtMost(right, left);
    case "in":
      return isIn(left, right, node.right);
    case "..":
      return rangeOf(integerOf(left), integerOf(right), budget);
    case "matches":
      return isMatch(left, right, budget);
    case "contains":
      return areTexts(left, right) && textOf(left).includes(textOf(right));
    case "startsWith":
      return areTexts(left, right) && textOf(left).startsWith(textOf(right));
    case "endsWith":
      return areTexts(left, right) && textOf(left).endsWith(textOf(right));
    default: {
      const value = calculate(operator, left, right);
      return typeof value === "string" ? limited(budget, value) : value;
    }
  }
}

// With nil, the answer is no.
function areTexts(left: ExpressionValue, right: ExpressionValue): boolean {
  return left !== null && right !== null;
}
