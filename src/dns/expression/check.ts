import { checkBinary } from "./check-binary.js";
import { checkBuiltin } from "./check-builtin.js";
import { checkCall } from "./check-call.js";
import type { Checker } from "./checker.js";
import { checkMember, checkSlice } from "./check-member.js";
import { ExpressionError, ExpressionUnsupported } from "./expression-error.js";
import { isBuiltinName } from "./builtin.js";
import {
  ARRAY,
  arrayOf,
  BOOL,
  elementOf,
  FLOAT,
  INT,
  isAssignable,
  isNumber,
  isUnknown,
  MAP,
  NIL,
  pointed,
  STRING,
  UNKNOWN,
} from "./go-type.js";
import type { GoType } from "./go-type.js";
import type { ExpressionNode } from "./node.js";
import { typeOfBuiltin } from "./builtin-type.js";

/** The type of an expression; throws what is wrong with it (expr checker/checker.go). */
export function checkExpression(
  node: ExpressionNode,
  environment: ReadonlyMap<string, GoType>,
): GoType {
  const types = new Map<ExpressionNode, GoType>();
  const checker: Checker = {
    environment,
    variables: [],
    scopes: [],
    visit(one) {
      const known = types.get(one);
      if (known !== undefined) return known;
      const type = typeOf(one, checker);
      types.set(one, type);
      return type;
    },
  };
  return checker.visit(node);
}

function typeOf(node: ExpressionNode, checker: Checker): GoType {
  switch (node.kind) {
    case "nil":
      return NIL;
    case "integer":
      return INT;
    case "float":
      return FLOAT;
    case "boolean":
      return BOOL;
    case "string":
      return STRING;
    case "identifier":
      return typeOfName(node, checker);
    case "pointer":
      return typeOfPointer(node, checker);
    case "unary":
      return typeOfUnary(node, checker);
    case "binary":
      return checkBinary(node, checker);
    case "chain":
      return checker.visit(node.of);
    case "member":
      return checkMember(node, checker);
    case "slice":
      return checkSlice(node, checker);
    case "call":
      return checkCall(node, checker);
    case "builtin":
      return checkBuiltin(node, checker);
    case "let":
      return typeOfLet(node, checker);
    case "conditional":
      return typeOfConditional(node, checker);
    case "sequence":
      return node.nodes.map(checker.visit).at(-1) ?? UNKNOWN;
    case "array":
      return typeOfArray(node.nodes.map(checker.visit));
    case "map":
      for (const { key, value } of node.pairs) {
        checker.visit(key);
        checker.visit(value);
      }
      return MAP;
    case "predicate":
      throw new Error("a predicate stands alone");
  }
}

type NodeOf<Kind extends ExpressionNode["kind"]> = Extract<ExpressionNode, { readonly kind: Kind }>;

function typeOfName({ name, at }: NodeOf<"identifier">, checker: Checker): GoType {
  const { environment, variables } = checker;
  const variable = variables.findLast((one) => one.name === name);
  if (variable !== undefined) return variable.type;
  if (name === "$env") throw new ExpressionUnsupported("$env");
  const type = environment.get(name) ?? typeOfBuiltin(name);
  if (type === null) throw new ExpressionError(`unknown name ${name}`, at);
  return type;
}

function typeOfPointer({ name, at }: NodeOf<"pointer">, { scopes }: Checker): GoType {
  const scope = scopes.at(-1);
  if (scope === undefined) {
    throw new ExpressionError("cannot use pointer accessor outside predicate", at);
  }
  if (name === "") return isUnknown(scope.collection) ? UNKNOWN : elementOf(scope.collection);
  const type = scope.variables.get(name);
  if (type === undefined) throw new ExpressionError(`unknown pointer #${name}`, at);
  return type;
}

function typeOfUnary({ operator, operand, at }: NodeOf<"unary">, checker: Checker): GoType {
  const type = pointed(checker.visit(operand));
  if (operator === "!" || operator === "not") {
    if (type.kind === "bool" || isUnknown(type)) return BOOL;
  } else {
    if (isNumber(type)) return type;
    if (isUnknown(type)) return UNKNOWN;
  }
  throw new ExpressionError(`invalid operation: ${operator} (mismatched type ${type.name})`, at);
}

function typeOfLet({ name, value, body, at }: NodeOf<"let">, checker: Checker): GoType {
  const { environment, variables } = checker;
  const redeclared = (what: string): never => {
    throw new ExpressionError(`cannot redeclare ${what}${name}`, at);
  };
  if (environment.has(name)) redeclared("");
  if (name !== "type" && isBuiltinName(name)) redeclared("builtin ");
  if (variables.some((one) => one.name === name)) redeclared("variable ");
  variables.push({ name, type: checker.visit(value) });
  const type = checker.visit(body);
  variables.pop();
  return type;
}

function typeOfConditional(
  { condition, then, otherwise }: NodeOf<"conditional">,
  checker: Checker,
): GoType {
  const type = pointed(checker.visit(condition));
  if (type.kind !== "bool" && !isUnknown(type)) {
    const text = `non-bool expression (type ${type.name}) used as condition`;
    throw new ExpressionError(text, condition.at);
  }
  const one = checker.visit(then);
  const other = checker.visit(otherwise);
  if (one.kind === "nil") return other;
  if (other.kind === "nil") return one;
  if (!isAssignable(one, other)) return UNKNOWN;
  if (one.kind !== "array" || other.kind !== "array") return one;
  const held = [elementOf(one), elementOf(other)] as const;
  const isSame = isAssignable(held[0], held[1]) && isAssignable(held[1], held[0]);
  return isSame ? one : ARRAY;
}

function typeOfArray(types: readonly GoType[]): GoType {
  const kinds = new Set(types.map(({ kind }) => (kind === "nil" ? "unknown" : kind)));
  return kinds.size > 1 ? ARRAY : arrayOf(types.at(-1) ?? UNKNOWN);
}
