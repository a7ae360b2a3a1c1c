import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { formatGo } from "../go-format.js";
import { TemplateUnsupported } from "./template-error.js";

/** A value as a template writes it (go text/template/exec.go: printValue). */
export function printValue(value: DynamicValue | undefined): string {
  return value === undefined || value === null ? "<no value>" : formatValue(value);
}

/** A value as Go's `%v` has it. */
export function formatValue(value: DynamicValue | undefined): string {
  const text = formatGo(value);
  if (text !== null) return text;
  throw new TemplateUnsupported(`printing a ${isComposite(value) ? value.kind : "value"}`);
}
