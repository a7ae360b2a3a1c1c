import { createCursor, Unusual } from "./cursor.js";
import type { ContentLine, Cursor } from "./cursor.js";
import { readBlockScalar } from "./read-block-scalar.js";
import { readInline } from "./read-inline.js";
import type { YamlEntry, YamlScalar, YamlValue } from "./value.js";

// Deeper than any Kubernetes object goes.
const DEEPEST = 100;

/**
 * Reads a document in the plain block form in which kubectl prints and most people write. It is many times faster than
 * a complete reader; null where the document has anything else, right or wrong, that one of those has to read.
 */
export function readBlockDocument(text: string, start: number, end: number): YamlValue | null {
  try {
    const cursor = createCursor(text, start, end);
    const first = cursor.peek();
    if (first === null) return null;
    const value = readNode(cursor, first, 0);
    return cursor.peek() === null ? value : null;
  } catch (error) {
    if (error instanceof Unusual) return null;
    throw error;
  }
}

function readNode(cursor: Cursor, line: ContentLine, depth: number): YamlValue {
  if (depth > DEEPEST) throw new Unusual();
  if (isDash(cursor.text, line)) return readList(cursor, line.column, depth);
  return findKey(cursor.text, line) === null
    ? readValueAt(cursor, line, line.column - 1)
    : readMap(cursor, line.column, depth);
}

function readList(cursor: Cursor, column: number, depth: number): YamlValue {
  const items: YamlValue[] = [];
  const start = cursor.peek()?.start ?? 0;
  for (;;) {
    const line = cursor.peek();
    if (line === null || line.column < column) break;
    if (line.column > column) throw new Unusual();
    if (!isDash(cursor.text, line)) break;
    const content = skipSpaces(cursor.text, line.start + 1, line.end);
    if (content === line.end || cursor.text[content] === "#") {
      cursor.next();
      items.push(readBelow(cursor, column, line.start + 1, depth));
    } else {
      const inner = column + content - line.start;
      cursor.enter(content, inner);
      const rest = { start: content, column: inner, end: line.end };
      const isNested = isDash(cursor.text, rest) || findKey(cursor.text, rest) !== null;
      items.push(isNested ? readNode(cursor, rest, depth + 1) : readValueAt(cursor, rest, column));
    }
  }
  return { kind: "list", items, start, end: items.at(-1)?.end ?? start };
}

function readMap(cursor: Cursor, column: number, depth: number): YamlValue {
  const entries: YamlEntry[] = [];
  const start = cursor.peek()?.start ?? 0;
  for (;;) {
    const line = cursor.peek();
    if (line === null || line.column < column) break;
    if (line.column > column || isDash(cursor.text, line)) throw new Unusual();
    const found = findKey(cursor.text, line);
    if (found === null) throw new Unusual();
    const { key, after } = found;
    const content = skipSpaces(cursor.text, after, line.end);
    if (content === line.end || cursor.text[content] === "#") {
      cursor.next();
      entries.push({ key, value: readBelowKey(cursor, column, after, depth) });
    } else {
      const rest = { start: content, column: column + content - line.start, end: line.end };
      entries.push({ key, value: readValueAt(cursor, rest, column) });
    }
  }
  return { kind: "map", entries, start, end: entries.at(-1)?.value.end ?? start };
}

/** What stands on the lines below a key: deeper, or a list in its own column; else nothing. */
function readBelowKey(cursor: Cursor, column: number, after: number, depth: number): YamlValue {
  const line = cursor.peek();
  if (line?.column === column && isDash(cursor.text, line))
    return readList(cursor, column, depth + 1);
  return readBelow(cursor, column, after, depth);
}

function readBelow(cursor: Cursor, column: number, after: number, depth: number): YamlValue {
  const line = cursor.peek();
  if (line !== null && line.column > column) return readNode(cursor, line, depth + 1);
  return { kind: "scalar", text: "", isPlain: true, start: after, end: after };
}

/** A value that begins on a line, within something that stands in `column`. */
function readValueAt(cursor: Cursor, line: ContentLine, column: number): YamlValue {
  if (cursor.text[line.start] === "|") return readBlockScalar(cursor, line, column);
  const { value, isFolded } = readInline(cursor.text, line);
  cursor.next();
  const below = cursor.peek();
  if (below === null || below.column <= column) return value;
  if (!isFolded) throw new Unusual();
  return foldMore(cursor, value, column);
}

/** Lines below that a plain text goes on in; each line break is a space. */
function foldMore(cursor: Cursor, first: YamlScalar, column: number): YamlScalar {
  let folded = first;
  for (;;) {
    const line = cursor.peek();
    if (line === null || line.column <= column) return folded;
    // A blank line or a comment in between means something else.
    const between = cursor.text.slice(folded.end, line.start);
    const isNext = /^[ \t\r]*\n *$/.test(between);
    const { value, isFolded } = readInline(cursor.text, line);
    if (!isNext || !isFolded || findKey(cursor.text, line) !== null) throw new Unusual();
    folded = { ...folded, text: `${folded.text} ${value.text}`, end: value.end };
    cursor.next();
  }
}

function isDash(text: string, { start, end }: ContentLine): boolean {
  return text[start] === "-" && (start + 1 === end || text[start + 1] === " ");
}

function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text[at] === " ") at += 1;
  if (text[at] === "\t" && at < end) throw new Unusual();
  return at;
}

/** The key that a line begins with, and where its colon ends; null where it has none. */
function findKey(
  text: string,
  { start, end }: ContentLine,
): { readonly key: YamlScalar; readonly after: number } | null {
  const first = text[start] ?? "";
  if (first === '"' || first === "'") return findQuotedKey(text, start, end);
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === "#" && text[at - 1] === " ") return null;
    if (character !== ":" || (at + 1 < end && !" \t".includes(text[at + 1] ?? ""))) continue;
    if ("[]{},&*!|>%@`?-".includes(first) && !/^-[^\s]/.test(text.slice(start, start + 2)))
      throw new Unusual();
    const name = text.slice(start, at);
    // Merging (`<<`) and spaces before the colon are for the complete reader.
    if (name === "<<" || name === "" || name.endsWith(" ")) throw new Unusual();
    return { key: { kind: "scalar", text: name, isPlain: true, start, end: at }, after: at + 1 };
  }
  return null;
}

function findQuotedKey(
  text: string,
  start: number,
  end: number,
): { readonly key: YamlScalar; readonly after: number } | null {
  const quote = text[start];
  let at = start + 1;
  while (at < end && text[at] !== quote) {
    if (text[at] === "\\") throw new Unusual();
    at += 1;
  }
  const isKey = text[at + 1] === ":" && (at + 2 >= end || text[at + 2] === " ");
  if (!isKey || at >= end) return null;
  const name = text.slice(start + 1, at);
  return {
    key: { kind: "scalar", text: name, isPlain: false, start, end: at + 1 },
    after: at + 2,
  };
}
