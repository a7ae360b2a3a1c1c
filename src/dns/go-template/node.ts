import type { DynamicValue } from "../dynamic-value.js";

/** A piece of a template (go text/template/parse/node.go); `at` is where it begins, in UTF-16 units. */
export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipe: Pipe }
  | ControlNode
  | CallNode
  | { readonly kind: "break" | "continue" };

/** A template by its name, filled in with what a pipeline gives; with nothing where there is none. */
export interface CallNode {
  readonly kind: "template";
  readonly at: number;
  readonly name: string;
  readonly pipe: Pipe | null;
}

/** `if`, `with` or `range` with what is done where the pipeline gives something, and where not. */
export interface ControlNode {
  readonly kind: "if" | "with" | "range";
  readonly pipe: Pipe;
  readonly then: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** Commands that hand their values on; the last value goes to variables where there are some. */
export interface Pipe {
  readonly kind: "pipe";
  readonly at: number;
  readonly variables: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

/** Words of a call, or a single value. */
export interface Command {
  readonly kind: "command";
  readonly at: number;
  readonly words: readonly Operand[];
}

/** A word of a command. */
export type Operand = { readonly at: number } & (
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "variable"; readonly path: readonly string[] }
  | { readonly kind: "dot" }
  | { readonly kind: "nil" }
  | { readonly kind: "field"; readonly path: readonly string[] }
  | { readonly kind: "chain"; readonly of: Operand; readonly path: readonly string[] }
  | { readonly kind: "constant"; readonly text: string; readonly value: DynamicValue }
  | { readonly kind: "pipeline"; readonly pipe: Pipe }
);

/** A pipeline as Go prints it. */
export function pipeText({ variables, assigns, commands }: Pipe): string {
  const sign = assigns ? " = " : " := ";
  const head = variables.length === 0 ? "" : `${variables.join(", ")}${sign}`;
  return head + commands.map(commandText).join(" | ");
}

/** A command as Go prints it. */
export function commandText({ words }: Command): string {
  return words.map(operandText).join(" ");
}

/** A word as Go prints it. */
export function operandText(operand: Operand): string {
  switch (operand.kind) {
    case "function":
      return operand.name;
    case "variable":
      return operand.path.join(".");
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "field":
      return operand.path.map((name) => `.${name}`).join("");
    case "chain":
      return operandText(operand.of) + operand.path.map((name) => `.${name}`).join("");
    case "constant":
      return operand.text;
    case "pipeline":
      return `(${pipeText(operand.pipe)})`;
  }
}
