import { wrongArguments, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { isBuiltinName } from "../../expression/builtin.js";
import { compileExpression, isPlainName } from "../../expression/expression.js";
import { ANY, declared, functionOf, STRING } from "../../expression/go-type.js";
import type { GoType } from "../../expression/go-type.js";
import type { Draft } from "../../plugin.js";
import { QUERY_FUNCTION_TYPES } from "../../query-functions.js";
import type { TemplateOptions } from "./options.js";

/** What the expressions of one template may name; its variables are added as they are read. */
export type ExpressionNames = Map<string, GoType>;

/** What is there before the first variable (coredns plugin/template/template.go: exprEnv). */
export function initialNames(): ExpressionNames {
  return new Map([...QUERY_FUNCTION_TYPES, ["group", functionOf([ANY], STRING)]]);
}

/** Reads `var NAME EXPRESSION` (coredns plugin/template/setup.go). */
export function readVariable(
  directive: Dispenser,
  options: Draft<TemplateOptions>,
  { words, names }: { readonly words: readonly string[]; readonly names: ExpressionNames },
): Mistake | null {
  const [name = "", ...rest] = words;
  if (rest.length === 0) return wrongArguments(directive);
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
    return wrongHere(directive, `invalid variable name ${quoteGo(name)}`);
  }
  if (names.has(name) || isBuiltinName(name) || !isPlainName(name)) {
    return wrongHere(directive, `variable name ${quoteGo(name)} is reserved`);
  }
  const compiled = compileExpression(rest.join(" "), names);
  if (compiled.kind === "wrong") {
    return wrongHere(directive, `could not compile expression: ${name}, ${compiled.text}`);
  }
  if (compiled.kind === "unsupported") options.unknown = compiled.text;
  else options.variables = [...options.variables, { name, program: compiled }];
  names.set(name, compiled.kind === "program" ? declared(compiled.type) : ANY);
  return null;
}

/** Reads `expr EXPRESSION`. */
export function readCondition(
  directive: Dispenser,
  options: Draft<TemplateOptions>,
  { words, names }: { readonly words: readonly string[]; readonly names: ExpressionNames },
): Mistake | null {
  if (words.length === 0) return wrongArguments(directive);
  const compiled = compileExpression(words.join(" "), names);
  if (compiled.kind === "wrong") {
    return wrongHere(directive, `could not compile expression: ${compiled.text}`);
  }
  if (compiled.kind === "unsupported") options.unknown = compiled.text;
  else options.conditions = [...options.conditions, compiled];
  return null;
}
