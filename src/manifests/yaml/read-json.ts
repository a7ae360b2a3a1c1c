import type { YamlEntry, YamlScalar, YamlValue } from "./value.js";

const DEEPEST = 100;
const BLANK = /[\s]*/y;
const TEXT = /"(?:[^"\\\n]|\\.)*"/y;
const PLAIN = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

/**
 * Reads the JSON values of a stream, one behind the other as `kubectl get -o json` or `jq -c` print them; null where
 * the text is anything else, which may still be YAML.
 */
export function readJsonStream(
  text: string,
  start: number,
  end: number,
): readonly YamlValue[] | null {
  const values: YamlValue[] = [];
  let at = skipBlank(text, start);
  while (at < end) {
    const value = text[at] === "{" || text[at] === "[" ? readValue(text, at, 0) : null;
    if (value === null || value.end > end) return null;
    values.push(value);
    at = skipBlank(text, value.end);
  }
  return values;
}

function readValue(text: string, start: number, depth: number): YamlValue | null {
  const first = text[start];
  if (depth > DEEPEST) return null;
  if (first === "{") return readMap(text, start, depth);
  if (first === "[") return readList(text, start, depth);
  return first === '"' ? readText(text, start) : readPlain(text, start);
}

function readMap(text: string, start: number, depth: number): YamlValue | null {
  const entries: YamlEntry[] = [];
  let at = skipBlank(text, start + 1);
  if (text[at] === "}") return { kind: "map", entries, start, end: at + 1 };
  for (;;) {
    const key = readText(text, at);
    if (key === null) return null;
    at = skipBlank(text, key.end);
    if (text[at] !== ":") return null;
    const value = readValue(text, skipBlank(text, at + 1), depth + 1);
    if (value === null) return null;
    entries.push({ key, value });
    at = skipBlank(text, value.end);
    if (text[at] === "}") return { kind: "map", entries, start, end: at + 1 };
    if (text[at] !== ",") return null;
    at = skipBlank(text, at + 1);
  }
}

function readList(text: string, start: number, depth: number): YamlValue | null {
  const items: YamlValue[] = [];
  let at = skipBlank(text, start + 1);
  if (text[at] === "]") return { kind: "list", items, start, end: at + 1 };
  for (;;) {
    const value = readValue(text, at, depth + 1);
    if (value === null) return null;
    items.push(value);
    at = skipBlank(text, value.end);
    if (text[at] === "]") return { kind: "list", items, start, end: at + 1 };
    if (text[at] !== ",") return null;
    at = skipBlank(text, at + 1);
  }
}

function readText(text: string, start: number): YamlScalar | null {
  TEXT.lastIndex = start;
  const found = TEXT.exec(text)?.[0];
  if (found === undefined) return null;
  const place = { start, end: start + found.length };
  try {
    const decoded = found.includes("\\") ? String(JSON.parse(found)) : found.slice(1, -1);
    return { kind: "scalar", text: decoded, isPlain: false, ...place };
  } catch {
    return null;
  }
}

function readPlain(text: string, start: number): YamlScalar | null {
  PLAIN.lastIndex = start;
  const found = PLAIN.exec(text)?.[0];
  if (found === undefined) return null;
  return { kind: "scalar", text: found, isPlain: true, start, end: start + found.length };
}

function skipBlank(text: string, from: number): number {
  BLANK.lastIndex = from;
  BLANK.test(text);
  return Math.max(from, BLANK.lastIndex);
}
