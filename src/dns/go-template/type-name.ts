import { isComposite } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";

/** Go's name of a value's type, as far as it is known. */
export function typeName(value: DynamicValue | undefined): string {
  if (value === undefined || value === null) return "<nil>";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "float64";
  if (typeof value === "boolean") return "bool";
  if (!isComposite(value)) return "string";
  if (value.kind === "structure") return value.type;
  const held = value.kind === "list" ? value.items : [];
  if (value.kind === "list") {
    return held.every((item) => typeof item === "string") ? "[]string" : "[]interface {}";
  }
  return value.kind === "map" && value.ofTexts === true
    ? "map[string]string"
    : "map[string]interface {}";
}
