import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { callFunction, isTrue } from "./function.js";
import { commandText, operandText } from "./node.js";
import type { Command, Operand, Pipe, TemplateNode } from "./node.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";

/** The variables of an execution; the last of a name counts. */
interface Scope {
  readonly name: string;
  readonly text: string;
  readonly dot: DynamicValue | undefined;
  readonly variables: Map<string, DynamicValue | undefined>;
}

/** The text that a template makes of a value; throws a TemplateError or TemplateUnsupported (go text/template/exec.go). */
export function executeTemplate(
  name: string,
  text: string,
  nodes: readonly TemplateNode[],
  data: DynamicValue,
): string {
  return walk(nodes, { name, text, dot: data, variables: new Map([["$", data]]) });
}

function walk(nodes: readonly TemplateNode[], scope: Scope): string {
  return nodes.map((node) => step(node, scope)).join("");
}

function step(node: TemplateNode, scope: Scope): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "action": {
      const value = evaluate(node.pipe, scope);
      return node.pipe.variables.length > 0 ? "" : printed(value);
    }
    case "if":
    case "with": {
      const inner: Scope = { ...scope, variables: new Map(scope.variables) };
      const value = evaluate(node.pipe, inner);
      if (!isTrue(value)) return walk(node.otherwise, inner);
      return walk(node.then, node.kind === "with" ? { ...inner, dot: value } : inner);
    }
    case "range":
    case "break":
    case "continue":
      throw new TemplateUnsupported(`{{${node.kind}}}`);
  }
}

function evaluate({ variables, assigns, commands }: Pipe, scope: Scope): DynamicValue | undefined {
  if (assigns) throw new TemplateUnsupported("assignments");
  let value: DynamicValue | undefined;
  for (const [index, command] of commands.entries()) {
    value = run(command, scope, index === 0 ? [] : [value]);
  }
  const [variable] = variables;
  if (variable !== undefined) scope.variables.set(variable, value);
  return value;
}

function run(
  command: Command,
  scope: Scope,
  last: readonly (DynamicValue | undefined)[],
): DynamicValue | undefined {
  const [first, ...words] = command.words;
  if (first === undefined) return undefined;
  if (first.kind === "function") {
    const values = [...words.map((word) => valueOf(word, scope)), ...last];
    try {
      return callFunction(first.name, values);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return fail(
        scope,
        command.at,
        commandText(command),
        `error calling ${first.name}: ${error.message}`,
      );
    }
  }
  const value = valueOf(first, scope);
  if (isComposite(value) && value.kind === "method") {
    const texts = [...words.map((word) => valueOf(word, scope)), ...last];
    const given = texts.filter((text) => typeof text === "string");
    if (given.length !== value.parameters) throw new TemplateUnsupported(operandText(first));
    return value.call(given);
  }
  if (words.length + last.length > 0) {
    return fail(
      scope,
      first.at,
      operandText(first),
      `can't give argument to non-function ${operandText(first)}`,
    );
  }
  return value;
}

function valueOf(operand: Operand, scope: Scope): DynamicValue | undefined {
  switch (operand.kind) {
    case "constant":
      return operand.value;
    case "dot":
      return scope.dot;
    case "nil":
      return null;
    case "field":
      return fieldsOf(scope.dot, operand.path, operand, scope);
    case "variable": {
      const [name = "", ...path] = operand.path;
      return fieldsOf(scope.variables.get(name), path, operand, scope);
    }
    case "chain":
      return fieldsOf(valueOf(operand.of, scope), operand.path, operand, scope);
    case "pipeline":
      return evaluate(operand.pipe, scope);
    case "function":
      return run({ kind: "command", at: operand.at, words: [operand] }, scope, []);
  }
}

function fieldsOf(
  from: DynamicValue | undefined,
  path: readonly string[],
  operand: Operand,
  scope: Scope,
): DynamicValue | undefined {
  let value = from;
  for (const name of path) {
    if (value === undefined) return undefined;
    if (isComposite(value) && value.kind === "map") value = value.entries.get(name);
    else if (isComposite(value) && value.kind === "structure" && value.fields.has(name)) {
      value = value.fields.get(name);
    } else {
      const type = isComposite(value)
        ? value.kind === "structure"
          ? value.type
          : value.kind
        : typeof value;
      const text = `can't evaluate field ${name} in type ${type}`;
      return fail(scope, operand.at, operandText(operand), text);
    }
    if (isComposite(value) && value.kind === "unknown") throw new TemplateUnsupported(value.what);
  }
  return value;
}

function printed(value: DynamicValue | undefined): string {
  if (value === undefined || value === null) return "<no value>";
  if (!isComposite(value)) return String(value);
  if (value.kind === "list") return `[${value.items.map(printed).join(" ")}]`;
  throw new TemplateUnsupported(`printing a ${value.kind}`);
}

function fail({ name, text }: Scope, at: number, context: string, reason: string): never {
  const line = 1 + (text.slice(0, at).match(/\n/g)?.length ?? 0);
  const column = at - (text.lastIndexOf("\n", at - 1) + 1);
  throw new TemplateError(
    `template: ${name}:${line}:${column}: executing ${JSON.stringify(name)} at <${context}>: ${reason}`,
  );
}
