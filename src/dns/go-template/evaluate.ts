import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { valueSize } from "../value-size.js";
import { callFunction, isTrue, wrongCount } from "./function.js";
import { commandText, operandText } from "./node.js";
import type { Command, Operand, Pipe } from "./node.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";
import { typeName } from "./type-name.js";

/** A template at work: what messages call it, its text, and the steps that it may still take. */
export interface Execution {
  readonly name: string;
  readonly text: string;
  steps: number;
}

/** One of the templates of a text at work. */
export interface Frame {
  readonly execution: Execution;
  /** Its name. */
  readonly template: string;
  /** How many templates are filled in around it. */
  readonly depth: number;
  /** The variables; the last of a name counts. */
  readonly variables: [name: string, value: Value][];
}

type Value = DynamicValue | undefined;

// More work than this no record takes, and no record has a longer text.
const MOST_STEPS = 50_000;
const LONGEST = 100_000;

/** An execution that begins. */
export function newExecution(name: string, text: string): Execution {
  return { name, text, steps: MOST_STEPS };
}

/** Takes a step, and what more it costs to go through a value. */
export function spendSteps({ execution }: Frame, value?: Value): void {
  execution.steps -= 1 + valueSize(value, execution.steps);
  if (execution.steps < 0) throw new TemplateUnsupported("so long a template");
}

/** Ends an execution whose text would be too long. */
export function limitLength(length: number): void {
  if (length > LONGEST) throw new TemplateUnsupported("so long a text");
}

/** Forgets the variables from a place on. */
export function popTo({ variables }: Frame, mark: number): void {
  variables.length = mark;
}

/** What a pipeline comes to; its variables are set (go text/template/exec.go: evalPipeline). */
export function evaluate(pipe: Pipe, dot: Value, frame: Frame): Value {
  let value: Value;
  for (const [index, command] of pipe.commands.entries()) {
    value = run(command, dot, frame, index === 0 ? [] : [value]);
  }
  for (const name of pipe.variables) {
    if (!pipe.assigns) {
      frame.variables.push([name, value]);
      continue;
    }
    const variable = frame.variables.findLast(([known]) => known === name);
    if (variable === undefined) return fail(frame, pipe.at, name, `undefined variable: ${name}`);
    variable[1] = value;
  }
  return value;
}

function run(command: Command, dot: Value, frame: Frame, last: readonly Value[]): Value {
  const [first, ...words] = command.words;
  if (first === undefined) return undefined;
  if (first.kind === "function") return call(first.name, command, dot, frame, last);
  if (first.kind === "nil") return fail(frame, first.at, "nil", "nil is not a command");
  const value = valueOf(first, dot, frame);
  if (isComposite(value) && value.kind === "method") {
    const texts = [...words.map((word) => valueOf(word, dot, frame)), ...last];
    const given = texts.filter((text) => typeof text === "string");
    if (given.length !== value.parameters || given.length !== texts.length) {
      throw new TemplateUnsupported(operandText(first));
    }
    return value.call(given);
  }
  if (words.length + last.length === 0) return value;
  const shown = operandText(first);
  return fail(frame, first.at, shown, `can't give argument to non-function ${shown}`);
}

function call(
  name: string,
  { at, words: [, ...words], ...command }: Command,
  dot: Value,
  frame: Frame,
  last: readonly Value[],
): Value {
  const count = wrongCount(name, words.length + last.length);
  if (count !== null) return fail(frame, at, name, count);
  if (name === "and" || name === "or") return shortCut(name, words, dot, frame, last);
  const values = [...words.map((word) => valueOf(word, dot, frame)), ...last];
  for (const value of values) spendSteps(frame, value);
  try {
    const value = callFunction(name, values);
    if (typeof value === "string") limitLength(value.length);
    return value;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const first: Operand = { kind: "function", name, at };
    const shown = commandText({ ...command, at, words: [first, ...words] });
    return fail(frame, at, shown, `error calling ${name}: ${error.message}`);
  }
}

// What comes after the value that decides is not looked at.
function shortCut(
  name: "and" | "or",
  words: readonly Operand[],
  dot: Value,
  frame: Frame,
  last: readonly Value[],
): Value {
  let value: Value;
  for (const word of words) {
    value = valueOf(word, dot, frame);
    if (isTrue(value) === (name === "or")) return value;
  }
  return last.length > 0 ? last[0] : value;
}

function valueOf(operand: Operand, dot: Value, frame: Frame): Value {
  switch (operand.kind) {
    case "constant":
      return operand.value;
    case "dot":
      return dot;
    case "nil":
      return null;
    case "field":
      return fieldsOf(dot, operand.path, operand, frame);
    case "variable": {
      const [name = "", ...path] = operand.path;
      const variable = frame.variables.findLast(([known]) => known === name);
      return fieldsOf(variable?.[1], path, operand, frame);
    }
    case "chain":
      return fieldsOf(valueOf(operand.of, dot, frame), operand.path, operand, frame);
    case "pipeline":
      return evaluate(operand.pipe, dot, frame);
    case "function":
      return run({ kind: "command", at: operand.at, words: [operand] }, dot, frame, []);
  }
}

// exec.go: evalField.
function fieldsOf(from: Value, path: readonly string[], operand: Operand, frame: Frame): Value {
  let value = from;
  for (const name of path) {
    const wrong = (text: string): never => fail(frame, operand.at, operandText(operand), text);
    if (value === undefined) return undefined;
    if (value === null) return wrong(`nil pointer evaluating interface {}.${name}`);
    if (isComposite(value) && value.kind === "map") value = value.entries.get(name);
    else if (isComposite(value) && value.kind === "structure" && value.fields.has(name)) {
      value = value.fields.get(name);
    } else return wrong(`can't evaluate field ${name} in type ${typeName(value)}`);
    if (isComposite(value) && value.kind === "unknown") throw new TemplateUnsupported(value.what);
  }
  return value;
}

/** Ends an execution, with the place and what stands there. */
export function fail(
  { execution: { name, text }, template }: Frame,
  at: number,
  context: string,
  reason: string,
): never {
  const line = 1 + (text.slice(0, at).match(/\n/g)?.length ?? 0);
  const column = at - (text.lastIndexOf("\n", at - 1) + 1);
  const place = `template: ${name}:${line}:${column}`;
  throw new TemplateError(
    `${place}: executing ${JSON.stringify(template)} at <${context}>: ${reason}`,
  );
}
