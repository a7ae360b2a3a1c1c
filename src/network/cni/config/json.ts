import type { SourceSpan } from "../../../base/source-span.js";

/** A JSON value with its place in the text. */
export type Json =
  | { readonly kind: "null"; readonly span: SourceSpan }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: SourceSpan }
  | { readonly kind: "number"; readonly value: number; readonly span: SourceSpan }
  | { readonly kind: "string"; readonly value: string; readonly span: SourceSpan }
  | { readonly kind: "array"; readonly items: readonly Json[]; readonly span: SourceSpan }
  | { readonly kind: "object"; readonly members: readonly Member[]; readonly span: SourceSpan };

/** A name in an object and what it stands for. */
export interface Member {
  readonly name: string;
  /** Of the name. */
  readonly span: SourceSpan;
  readonly value: Json;
}

/** A place where a text stops being JSON. */
export interface JsonMistake {
  readonly mistake: "unexpected" | "unfinished" | "too-deep" | "duplicate";
  readonly span: SourceSpan;
}

/** Deeper nesting is no configuration that anybody wrote. */
const DEEPEST = 32;

/** The value that a text stands for, or the first place where it is not JSON (RFC 8259); `base` is where the text begins. */
export function parseJson(text: string, source: string, base: number): Json | JsonMistake {
  let at = 0;
  const spanFrom = (start: number, end = at): SourceSpan => ({
    source,
    start: base + start,
    end: base + Math.max(end, start),
  });
  const stop = (mistake: JsonMistake["mistake"]): JsonMistake => ({
    mistake: at >= text.length && mistake === "unexpected" ? "unfinished" : mistake,
    span: spanFrom(Math.min(at, Math.max(0, text.length - 1)), Math.min(at + 1, text.length)),
  });
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const skip = (): void => void take(SPACE);
  const takeString = (): string | null => {
    const start = at;
    const written = take(STRING);
    if (written === null) return null;
    try {
      return String(JSON.parse(written));
    } catch {
      at = start;
      return null;
    }
  };

  const value = (depth: number): Json | JsonMistake => {
    if (depth > DEEPEST) return stop("too-deep");
    skip();
    const start = at;
    if (text[at] === "{") return object(start, depth);
    if (text[at] === "[") return array(start, depth);
    if (text[at] === '"') {
      const found = takeString();
      if (found === null) return stop("unexpected");
      return { kind: "string", value: found, span: spanFrom(start) };
    }
    const word = take(WORD);
    if (word === null) return stop("unexpected");
    const span = spanFrom(start);
    if (word === "null") return { kind: "null", span };
    if (word === "true" || word === "false")
      return { kind: "boolean", value: word === "true", span };
    return { kind: "number", value: Number(word), span };
  };
  const object = (start: number, depth: number): Json | JsonMistake => {
    const members: Member[] = [];
    const names = new Set<string>();
    at += 1;
    skip();
    while (text[at] !== "}") {
      const nameAt = at;
      const name = takeString();
      if (name === null) return stop("unexpected");
      const span = spanFrom(nameAt);
      if (names.has(name)) return { mistake: "duplicate", span };
      names.add(name);
      skip();
      if (text[at] !== ":") return stop("unexpected");
      at += 1;
      const found = value(depth + 1);
      if ("mistake" in found) return found;
      members.push({ name, span, value: found });
      if (!comma("}")) return stop("unexpected");
    }
    at += 1;
    return { kind: "object", members, span: spanFrom(start) };
  };
  const array = (start: number, depth: number): Json | JsonMistake => {
    const items: Json[] = [];
    at += 1;
    skip();
    while (text[at] !== "]") {
      const found = value(depth + 1);
      if ("mistake" in found) return found;
      items.push(found);
      if (!comma("]")) return stop("unexpected");
    }
    at += 1;
    return { kind: "array", items, span: spanFrom(start) };
  };
  // A comma and something behind it, or the end.
  const comma = (end: string): boolean => {
    skip();
    if (text[at] === end) return true;
    if (text[at] !== ",") return false;
    at += 1;
    skip();
    return text[at] !== end;
  };

  const found = value(0);
  if ("mistake" in found) return found;
  skip();
  return at < text.length ? stop("unexpected") : found;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
