import { BUILTINS } from "./builtin.js";
import type { Checker } from "./checker.js";
import { ExpressionError, ExpressionUnsupported } from "./expression-error.js";
import { isAssignable, isUnknown, pointed, UNKNOWN } from "./go-type.js";
import type { GoType } from "./go-type.js";
import type { CallNode, ExpressionNode } from "./node.js";

/** The type of a call (expr checker/checker.go: callNode). */
export function checkCall(node: CallNode, checker: Checker): GoType {
  const { callee, parameters, at } = node;
  const type = checker.visit(callee);
  if (isUnknown(type)) return UNKNOWN;
  if (type.builtin !== undefined) {
    throw new ExpressionUnsupported(`the function ${type.builtin} under another name`);
  }
  const name = nameOf(callee);
  if (type.kind === "nil") {
    throw new ExpressionError(`${name} is nil; cannot call nil as function`, at);
  }
  if (type.signature === undefined) throw new ExpressionError(`${type.name} is not callable`, at);
  const found = resultOf(type, { name, parameters, at }, checker);
  if (found instanceof ExpressionError) throw found;
  return found;
}

function nameOf(callee: ExpressionNode): string {
  if (callee.kind === "identifier") return callee.name;
  if (callee.kind === "member" && callee.property.kind === "string") return callee.property.value;
  return "function";
}

/** What is called, with what, and where. */
export interface Called {
  readonly name: string;
  readonly parameters: readonly ExpressionNode[];
  readonly at: number;
}

/** The type of a call of one of the language's own functions that look at no items (checker.go: checkFunction). */
export function checkKnownCall(called: Called, checker: Checker): GoType {
  const { name, parameters, at } = called;
  const known = BUILTINS.get(name);
  if (known === undefined || known === "unsupported") throw new Error(`there is no ${name}`);
  if (typeof known === "function") {
    const type = known(parameters.map(checker.visit));
    if (typeof type === "string") throw new ExpressionError(type, at);
    return type;
  }
  let wrong: ExpressionError | null = null;
  for (const form of known) {
    const found = resultOf(form, called, checker);
    if (!(found instanceof ExpressionError)) return found;
    wrong = found;
  }
  throw wrong ?? new ExpressionError(`no matching overload for ${name}`, at);
}

// checker.go: checkArguments.
function resultOf(
  { signature }: GoType,
  { name, parameters, at }: Called,
  checker: Checker,
): GoType | ExpressionError {
  const wanted = signature?.parameters ?? [];
  const given = parameters.length;
  if (given !== wanted.length) {
    for (const parameter of parameters) checker.visit(parameter);
    const count = given > wanted.length ? "too many" : "not enough";
    return new ExpressionError(`${count} arguments to call ${name}`, at);
  }
  for (const [index, parameter] of parameters.entries()) {
    const type = checker.visit(parameter);
    const taken = wanted[index] ?? UNKNOWN;
    const isNumber = (taken.kind === "float" || taken.kind === "int") && type.kind === "int";
    if (isNumber) continue;
    if (type.kind === "nil") {
      if (taken.kind === "any" || taken.kind === "pointer") continue;
      const text = `cannot use nil as argument (type ${taken.name}) to call ${name}`;
      return new ExpressionError(text, parameter.at);
    }
    if (isAssignable(type, taken) || isAssignable(pointed(type), taken) || isUnknown(type))
      continue;
    const text = `cannot use ${type.name} as argument (type ${taken.name}) to call ${name} `;
    return new ExpressionError(text, parameter.at);
  }
  return signature?.results[0] ?? UNKNOWN;
}
