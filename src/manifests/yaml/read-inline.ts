import { Unusual } from "./cursor.js";
import type { ContentLine } from "./cursor.js";
import { decodeQuoted } from "./decode-quoted.js";
import type { YamlScalar, YamlValue } from "./value.js";

/** A value on one line, and whether it is a plain text that the next lines may go on with. */
export type Inline =
  | { readonly isFolded: true; readonly value: YamlScalar }
  | { readonly isFolded: false; readonly value: YamlValue };

/** Reads the value that a line ends with; throws `Unusual` for what goes beyond plain, quoted and empty ones. */
export function readInline(text: string, { start, end }: ContentLine): Inline {
  const first = text[start] ?? "";
  if (first === '"' || first === "'")
    return { isFolded: false, value: readQuoted(text, start, end) };
  if (first === "{" || first === "[")
    return { isFolded: false, value: readEmpty(text, start, end) };
  if (",]}#&*!>|%@`".includes(first)) throw new Unusual();
  if ("-?:".includes(first) && (start + 1 === end || text[start + 1] === " ")) throw new Unusual();
  return { isFolded: true, value: readPlain(text, start, end) };
}

function readPlain(text: string, start: number, end: number): YamlScalar {
  let stop = end;
  for (let at = start; at < end; at++) {
    const character = text[at];
    if (character === "#" && (text[at - 1] === " " || text[at - 1] === "\t")) {
      stop = at;
      break;
    }
    const isColon = character === ":" && (at + 1 === end || " \t".includes(text[at + 1] ?? ""));
    if (isColon) throw new Unusual();
  }
  const plain = text.slice(start, stop).trimEnd();
  // What follows a comment is no part of it, so such a line must be the last one; the caller finds out.
  return { kind: "scalar", text: plain, isPlain: true, start, end: start + plain.length };
}

function readQuoted(text: string, start: number, end: number): YamlScalar {
  const quote = text[start];
  let at = start + 1;
  for (; at < end; at++) {
    if (text[at] === "\\" && quote === '"') at += 1;
    else if (text[at] === quote) {
      if (quote !== "'" || text[at + 1] !== "'") break;
      at += 1;
    }
  }
  if (at >= end) throw new Unusual();
  requireEnd(text, at + 1, end);
  const decoded = decodeQuoted(text.slice(start, at + 1));
  if (decoded === null) throw new Unusual();
  return { kind: "scalar", text: decoded, isPlain: false, start, end: at + 1 };
}

function readEmpty(text: string, start: number, end: number): YamlValue {
  const two = text.slice(start, start + 2);
  if (two !== "{}" && two !== "[]") throw new Unusual();
  requireEnd(text, start + 2, end);
  const place = { start, end: start + 2 };
  return two === "{}"
    ? { kind: "map", entries: [], ...place }
    : { kind: "list", items: [], ...place };
}

function requireEnd(text: string, from: number, end: number): void {
  if (!/^\s*(?:$|\s#)/.test(text.slice(from, end))) throw new Unusual();
}
