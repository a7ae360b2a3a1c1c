import { printYaml } from "../../manifests/print/print-yaml.js";
import type { Printable } from "../../manifests/print/print-yaml.js";
import { byText } from "./by-text.js";
import { kindAndName } from "./resource.js";
import type { Found } from "./resource.js";

const FORMATS = ["yaml", "json", "name"] as const;

/** A form of output that is no table. */
export type ObjectFormat = (typeof FORMATS)[number];

/** Whether a word behind `-o` names one. */
export function isObjectFormat(word: string): word is ObjectFormat {
  return FORMATS.some((format) => format === word);
}

/** Objects whole, or their names: one that was asked for by its name stands alone, others are a List. */
export function printObjects(
  found: readonly Found[],
  format: ObjectFormat,
  isOne: boolean,
): string {
  const all = found.flatMap(({ resource, entries }) =>
    entries.map((entry) => ({ resource, entry })),
  );
  if (format === "name")
    return all.map(({ resource, entry }) => `${kindAndName(resource, entry.name)}\n`).join("");
  const objects = all.map(({ entry }) => entry.object());
  const [first] = objects;
  if (isOne && first === undefined) return "";
  const value = isOne && first !== undefined ? first : listOf(objects);
  return format === "yaml" ? printYaml(value) : printJson(value);
}

function listOf(items: readonly Printable[]): Printable {
  return { apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } };
}

// As Go's encoding/json prints it: names in alphabetical order, and nothing that HTML would read.
function printJson(value: Printable): string {
  const text = JSON.stringify(sorted(value), null, 4).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}

function sorted(value: Printable): Printable {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(sorted);
  const members = Object.entries(value).sort(([a], [b]) => byText(a, b));
  return Object.fromEntries(
    members.map(([name, own]) => [name, own === undefined ? undefined : sorted(own)]),
  );
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}
