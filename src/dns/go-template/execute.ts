import type { DynamicValue } from "../dynamic-value.js";
import { evaluate, fail, limitLength, newExecution, popTo, spendSteps } from "./evaluate.js";
import type { Frame } from "./evaluate.js";
import { isTrue } from "./function.js";
import { iterationsOf } from "./iterate.js";
import type { CallNode, ControlNode, TemplateNode } from "./node.js";
import { operandText, pipeText } from "./node.js";
import type { TemplateSet } from "./parse.js";
import { printValue } from "./print.js";
import { TemplateUnsupported } from "./template-error.js";

const DEEPEST_CALL = 100;

/** The text that a template makes of a value; throws a TemplateError or TemplateUnsupported (go text/template/exec.go). */
export function executeTemplate(
  name: string,
  text: string,
  set: TemplateSet,
  data: DynamicValue,
): string {
  const execution = newExecution(name, text);
  const output: Output = { parts: [], length: 0, set };
  const frame: Frame = { execution, template: name, depth: 0, variables: [["$", data]] };
  walk(set.get(name) ?? [], data, frame, output);
  return output.parts.join("");
}

/** What was written so far, and the templates that may be filled in. */
interface Output {
  readonly parts: string[];
  length: number;
  readonly set: TemplateSet;
}

type Dot = DynamicValue | undefined;

// What `break` and `continue` leave a list with.
type Left = "break" | "continue" | null;

function walk(nodes: readonly TemplateNode[], dot: Dot, frame: Frame, output: Output): Left {
  spendSteps(frame);
  for (const node of nodes) {
    spendSteps(frame);
    const left = step(node, dot, frame, output);
    if (left !== null) return left;
  }
  return null;
}

function step(node: TemplateNode, dot: Dot, frame: Frame, output: Output): Left {
  switch (node.kind) {
    case "text":
      write(output, node.text);
      return null;
    case "action": {
      const value = evaluate(node.pipe, dot, frame);
      if (node.pipe.variables.length > 0) return null;
      spendSteps(frame, value);
      write(output, printValue(value));
      return null;
    }
    case "if":
    case "with":
      return choose(node, dot, frame, output);
    case "range":
      return iterate(node, dot, frame, output);
    case "template":
      fill(node, dot, frame, output);
      return null;
    case "break":
    case "continue":
      return node.kind;
  }
}

function write(output: Output, text: string): void {
  output.length += text.length;
  limitLength(output.length);
  output.parts.push(text);
}

function choose(node: ControlNode, dot: Dot, frame: Frame, output: Output): Left {
  const mark = frame.variables.length;
  const value = evaluate(node.pipe, dot, frame);
  const left = isTrue(value)
    ? walk(node.then, node.kind === "with" ? value : dot, frame, output)
    : walk(node.otherwise, dot, frame, output);
  popTo(frame, mark);
  return left;
}

// exec.go: walkRange.
function iterate(node: ControlNode, dot: Dot, frame: Frame, output: Output): Left {
  const outer = frame.variables.length;
  const { pipe } = node;
  const value = evaluate(pipe, dot, frame);
  const mark = frame.variables.length;
  const items = iterationsOf(value, pipe.variables.length);
  if (typeof items === "string") {
    const last = pipe.commands.at(-1)?.words.at(-1);
    return fail(frame, last?.at ?? pipe.at, last === undefined ? "" : operandText(last), items);
  }
  for (const { index, item } of items) {
    setRangeVariables(node, frame, index, item);
    const left = walk(node.then, item, frame, output);
    popTo(frame, mark);
    if (left === "break") break;
  }
  const left = items.length === 0 ? walk(node.otherwise, dot, frame, output) : null;
  popTo(frame, outer);
  return left;
}

// With two variables the index comes first; with one it is the item.
function setRangeVariables(
  { pipe }: ControlNode,
  { variables }: Frame,
  index: Dot,
  item: Dot,
): void {
  const values = pipe.variables.length > 1 ? [index, item] : [item];
  for (const [place, name] of pipe.variables.entries()) {
    const found = variables.findLast(([known]) => known === name);
    if (found !== undefined) found[1] = values[place];
  }
}

// exec.go: walkTemplate. A template that is filled in knows no variables of the one that it stands in.
function fill({ name, at, pipe }: CallNode, dot: Dot, frame: Frame, output: Output): void {
  const nodes = output.set.get(name);
  const written = pipe === null ? "" : ` ${pipeText(pipe)}`;
  const shown = `{{template ${JSON.stringify(name)}${written}}}`;
  if (nodes === undefined) {
    fail(frame, at, shown, `template ${JSON.stringify(name)} not defined`);
  }
  if (frame.depth >= DEEPEST_CALL) throw new TemplateUnsupported("so deep a recursion");
  const value = pipe === null ? undefined : evaluate(pipe, dot, frame);
  const { execution, depth } = frame;
  const inner: Frame = { execution, template: name, depth: depth + 1, variables: [["$", value]] };
  walk(nodes, value, inner, output);
}
