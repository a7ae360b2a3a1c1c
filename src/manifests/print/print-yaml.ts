import { resolvePlain } from "../yaml/resolve-plain.js";

/** What can be printed: what JSON has; a member that is `undefined` is left out. */
export type Printable =
  | string
  | number
  | boolean
  | null
  | readonly Printable[]
  | { readonly [name: string]: Printable | undefined };

/** A value as kubectl prints it with `-o yaml`: names in alphabetical order, lists not indented. */
export function printYaml(value: Printable): string {
  return linesOf(value)
    .map((line) => `${line}\n`)
    .join("");
}

function linesOf(value: Printable): readonly string[] {
  if (isList(value)) return value.length === 0 ? ["[]"] : value.flatMap(itemLines);
  if (typeof value !== "object" || value === null) return [scalarText(value)];
  const members = Object.entries(value)
    .filter((entry): entry is [string, Printable] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length === 0 ? ["{}"] : members.flatMap(([name, own]) => memberLines(name, own));
}

function itemLines(item: Printable): readonly string[] {
  const [first = "", ...others] = linesOf(item);
  // Whatever stands in an item is two columns deeper than its dash.
  return [`- ${first}`, ...others.map((line) => `  ${line}`)];
}

function memberLines(name: string, value: Printable): readonly string[] {
  const key = scalarText(name);
  if (typeof value === "string" && isBlock(value)) {
    const keep = value.endsWith("\n") ? "" : "-";
    const lines = value.replace(/\n$/, "").split("\n");
    return [`${key}: |${keep}`, ...lines.map((line) => (line === "" ? "" : `  ${line}`))];
  }
  const lines = linesOf(value);
  const isNested =
    typeof value === "object" && value !== null && !/^(?:\[\]|\{\})$/.test(lines[0] ?? "");
  if (!isNested) return [`${key}: ${lines[0] ?? ""}`];
  return [`${key}:`, ...(isList(value) ? lines : lines.map((line) => `  ${line}`))];
}

function isList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

// A text of several lines is readable only as one; blanks at their ends would be lost to the eye.
function isBlock(text: string): boolean {
  return /\S\n\S/.test(text) && !/^\s|[ \t]\n|\n\n$|[^\n\x20-\x7e\u00a0-\ud7ff]/.test(text);
}

function scalarText(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  const isPlain =
    /^[A-Za-z0-9_/.(][\x20-\x7e]*$/.test(value) &&
    !/: |:$| #|\s$/.test(value) &&
    !/^-?\.?\d[\d_:.eE+-]*$/.test(value.replace(/^(?:\d+\.){3}\d+$/, "a")) &&
    !/^\d{4}-\d\d-\d\d/.test(value) &&
    value !== "<<" &&
    typeof resolvePlain(value) === "string";
  return isPlain ? value : JSON.stringify(value);
}
