import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from "yaml";
import type { Node, Pair, YAMLError, YAMLMap } from "yaml";
import type { YamlEntry, YamlScalar, YamlValue } from "./value.js";

/** A mistake in the form of a document, with its place. */
export interface YamlMistake {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** A document as it was read; null where it says nothing or is not YAML. */
export interface ReadDocument {
  readonly value: YamlValue | null;
  readonly mistakes: readonly YamlMistake[];
}

/** How much one document may be, where the complete reader must take it. */
export const ANY_LIMIT = { text: 2_000_000, expanded: 200_000, depth: 100 } as const;

/** Reads any YAML document, as long as it is within bounds: an alias counts as all that it stands for. */
export function readAnyDocument(text: string, start: number, end: number): ReadDocument {
  const whole = { start, end: Math.min(end, start + 1) };
  if (end - start > ANY_LIMIT.text) return failed("yaml-too-long", whole);
  if (isTooDeep(text, start, end)) return failed("yaml-too-deep", whole);
  const document = parseDocument(text.slice(start, end), {
    version: "1.1",
    schema: "failsafe",
    uniqueKeys: false,
    merge: true,
    logLevel: "silent",
    strict: true,
  });
  const mistakes = document.errors.map((error) => mistakeOf(error, start, end));
  if (mistakes.length > 0) return { value: null, mistakes };
  const content: Node | null = document.contents;
  if (content === null) return { value: null, mistakes: [] };
  const anchors = new Map<string, Node>();
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return convertDocument(content, anchors, start);
}

function failed(
  code: string,
  place: { readonly start: number; readonly end: number },
): ReadDocument {
  return { value: null, mistakes: [{ code, ...place }] };
}

const CODES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "yaml-tab",
  BAD_INDENT: "yaml-indentation",
  BLOCK_AS_IMPLICIT_KEY: "yaml-nested-key",
  MULTILINE_IMPLICIT_KEY: "yaml-missing-colon",
  MISSING_CHAR: "yaml-missing-character",
  BAD_ALIAS: "yaml-alias",
  BAD_DQ_ESCAPE: "yaml-escape",
};

// What is missing is missed behind the end.
function mistakeOf({ code, pos: [from, to] }: YAMLError, start: number, end: number): YamlMistake {
  const first = Math.min(start + from, end);
  const place = { start: first, end: Math.min(Math.max(first, start + to), end) };
  return { code: CODES[code] ?? "yaml-unexpected", ...place };
}

// A parser that calls itself for every bracket must not be led down without end.
function isTooDeep(text: string, start: number, end: number): boolean {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) depth += 1;
    else if (code === 93 || code === 125) depth -= 1;
    if (depth > ANY_LIMIT.depth) return true;
  }
  const dashes = /(?:^|\n) *(?:[-?:] ){50}/;
  return dashes.test(text.slice(start, end));
}

class TooMuch extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function convertDocument(
  content: Node,
  anchors: ReadonlyMap<string, Node>,
  start: number,
): ReadDocument {
  let left: number = ANY_LIMIT.expanded;
  const mistakes: YamlMistake[] = [];
  const place = (node: Node): { start: number; end: number } => {
    const [from, to] = node.range ?? [0, 0];
    return { start: start + from, end: start + Math.max(from, to) };
  };
  const nothing = (at: number): YamlScalar => ({
    kind: "scalar",
    text: "",
    isPlain: true,
    start: at,
    end: at,
  });
  const convert = (node: Node, depth: number): YamlValue => {
    left -= 1;
    if (left < 0) throw new TooMuch("yaml-too-many-aliases");
    if (depth > ANY_LIMIT.depth) throw new TooMuch("yaml-too-deep");
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) mistakes.push({ code: "yaml-alias", ...place(node) });
      return target === undefined ? nothing(place(node).start) : convert(target, depth + 1);
    }
    if (isMap(node)) return { kind: "map", entries: entriesOf(node, depth), ...place(node) };
    if (isSeq(node)) {
      const items = (node.items as readonly Node[]).map((item) => convert(item, depth + 1));
      return { kind: "list", items, ...place(node) };
    }
    return isScalar(node) ? scalarOf(node) : nothing(place(node).start);
  };
  const scalarOf = (node: Node): YamlScalar => {
    if (!isScalar(node)) return nothing(place(node).start);
    const isPlain = node.type === "PLAIN" && node.tag === undefined;
    return { kind: "scalar", text: textOf(node.value, node.source), isPlain, ...place(node) };
  };
  const entriesOf = (map: YAMLMap, depth: number): readonly YamlEntry[] =>
    (map.items as readonly Pair<Node, Node | null>[]).flatMap(({ key, value }) => {
      const name = isAlias(key) ? (anchors.get(key.source) ?? key) : key;
      if (!isScalar(name)) return [];
      const own = scalarOf(name);
      const read = value === null ? nothing(own.end) : convert(value, depth + 1);
      // What is merged in stands before what is said, so that what is said counts.
      return own.text === "<<" && own.isPlain ? mergedOf(read) : [{ key: own, value: read }];
    });
  try {
    const value = convert(content, 0);
    return { value: mistakes.length > 0 ? null : value, mistakes };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return failed(error.code, place(content));
  }
}

function mergedOf(value: YamlValue): readonly YamlEntry[] {
  if (value.kind === "map") return value.entries;
  return value.kind === "list" ? value.items.toReversed().flatMap(mergedOf) : [];
}

function textOf(value: unknown, source: string | undefined): string {
  return typeof value === "string" ? value : (source ?? "");
}
