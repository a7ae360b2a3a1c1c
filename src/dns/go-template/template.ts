import type { DynamicValue } from "../dynamic-value.js";
import { executeTemplate } from "./execute.js";
import { parseTemplate } from "./parse.js";
import { TemplateError, TemplateUnsupported } from "./template-error.js";

/** What became of reading or filling in a template: a result, Go's words against it, or what is not simulated. */
export type TemplateResult<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "wrong"; readonly text: string }
  | { readonly kind: "unsupported"; readonly text: string };

/** A template that was read. */
export interface Template {
  /** The text that it makes of a value. */
  fill(data: DynamicValue): TemplateResult<string>;
}

/** Reads a text of Go's text/template; `name` is what Go calls it in its messages. */
export function readTemplate(name: string, text: string): TemplateResult<Template> {
  const read = caught(() => parseTemplate(name, text));
  if (read.kind !== "done") return read;
  const nodes = read.value;
  const template: Template = {
    fill: (data) => caught(() => executeTemplate(name, text, nodes, data)),
  };
  return { kind: "done", value: template };
}

function caught<Value>(work: () => Value): TemplateResult<Value> {
  try {
    return { kind: "done", value: work() };
  } catch (error) {
    if (error instanceof TemplateError) return { kind: "wrong", text: error.message };
    if (error instanceof TemplateUnsupported) return { kind: "unsupported", text: error.message };
    throw error;
  }
}
