import { isComposite, listOf, mapOf } from "../dynamic-value.js";
import type { DynamicValue } from "../dynamic-value.js";
import { EvaluationError, ExpressionUnsupported } from "./expression-error.js";

// More nested values no text of a query has.
const DEEPEST = 100;

/** A value as Go's `json.MarshalIndent` writes it, with two spaces for a level. */
export function toJson(value: DynamicValue, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return numberText(value);
  if (!isComposite(value)) return String(value);
  if (value.kind === "list") {
    const items = value.items.map((item) => `${inner}${toJson(item, inner)}`);
    return items.length === 0 ? "[]" : `[\n${items.join(",\n")}\n${indent}]`;
  }
  if (value.kind !== "map") throw new ExpressionUnsupported("the JSON of such a value");
  const keys = [...value.entries.keys()].sort();
  const entries = keys.map((key) => {
    const text = toJson(value.entries.get(key) ?? null, inner);
    return `${inner}${quoted(key)}: ${text}`;
  });
  return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n${indent}}`;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029\u007f]/g, (character) => {
    if (character === "\u007f") return character;
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new EvaluationError("json: unsupported value");
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The value of a JSON text: numbers are floats (go encoding/json: Unmarshal). */
export function fromJson(text: string): DynamicValue {
  try {
    return read(JSON.parse(text), 0);
  } catch (error) {
    if (error instanceof SyntaxError) throw new EvaluationError("invalid JSON");
    throw error;
  }
}

function read(value: unknown, depth: number): DynamicValue {
  if (depth > DEEPEST) throw new ExpressionUnsupported("a value so deep");
  if (Array.isArray(value)) return listOf(value.map((item) => read(item, depth + 1)));
  if (typeof value === "object" && value !== null) {
    return mapOf(Object.entries(value).map(([key, item]) => [key, read(item, depth + 1)] as const));
  }
  if (typeof value === "number" && !Number.isFinite(value))
    throw new EvaluationError("json: number");
  return value as string | number | boolean | null;
}
