import { readClass, readGroup } from "./class.js";
import { readEscape, readRune } from "./escape.js";
import { NO_FLAGS, readFlags } from "./flags.js";
import type { RegexpFlags } from "./flags.js";
import {
  EMPTY,
  alternateNode,
  assertionNode,
  captureNode,
  classNode,
  concatNode,
  literalNode,
} from "./node.js";
import type { Assertion, RegexpNode } from "./node.js";
import { isRepeatStart, readRepeat } from "./repeat.js";
import { runeRange } from "./rune-set.js";
import type { RunePart } from "./rune-set.js";
import { isRegexpError, regexpError } from "./syntax-error.js";
import type { RegexpError } from "./syntax-error.js";

/** An expression that was read. */
export interface ParsedRegexp {
  readonly node: RegexpNode;
  /** The names of the groups by their number, from 0 for the whole match; empty where there is none. */
  readonly names: readonly string[];
}

/** A group while it is read. */
interface Frame {
  /** The number of the group; 0 where its text is not kept. */
  readonly capture: number;
  /** The flags to go back to after it. */
  readonly outer: RegexpFlags;
  readonly alternatives: RegexpNode[];
  items: RegexpNode[];
}

/** What is being read. */
interface Parser {
  readonly text: string;
  at: number;
  flags: RegexpFlags;
  readonly frames: Frame[];
  readonly names: string[];
  /** Where the repetition that was read last begins; -1 where something else came last. */
  lastRepeat: number;
}

const MAX_HEIGHT = 1000;
// Go lets 3.3 million instructions pass; no Corefile has an expression that needs a fraction of these.
const MAX_SIZE = 100_000;

const ANCHORS: Readonly<Record<string, Assertion>> = {
  A: "text-start",
  b: "word-boundary",
  B: "no-word-boundary",
  z: "text-end",
};

/** Reads an expression with the syntax of Go's `regexp.Compile` (go regexp/syntax/parse.go: Parse with Perl's flags). */
export function parseRegexp(text: string): ParsedRegexp | RegexpError {
  const bottom: Frame = { capture: 0, outer: NO_FLAGS, alternatives: [], items: [] };
  const parser: Parser = {
    text,
    at: 0,
    flags: NO_FLAGS,
    frames: [bottom],
    names: [""],
    lastRepeat: -1,
  };
  while (parser.at < text.length) {
    const start = parser.at;
    const isRepeat = isRepeatStart(text, start);
    const error = isRepeat ? repeat(parser) : readOne(parser);
    if (error !== null) return error;
    parser.lastRepeat = isRepeat ? start : -1;
    const tooMuch = overLimit(parser);
    if (tooMuch !== null) return tooMuch;
  }
  if (parser.frames.length > 1) return regexpError("missing closing )", text);
  const node = closed(bottom);
  return limitOf(node, text) ?? { node, names: parser.names };
}

function readOne(parser: Parser): RegexpError | null {
  const { text, flags } = parser;
  const advance = (count: number): null => {
    parser.at += count;
    return null;
  };
  switch (text.charAt(parser.at)) {
    case "(":
      return open(parser);
    case ")":
      return close(parser);
    case "|": {
      const frame = topOf(parser);
      frame.alternatives.push(concatNode(frame.items));
      frame.items = [];
      return advance(1);
    }
    case "^":
      push(parser, assertionNode(flags.multiline ? "line-start" : "text-start"));
      return advance(1);
    case "$":
      push(parser, assertionNode(flags.multiline ? "line-end" : "text-end"));
      return advance(1);
    case ".":
      pushSet(parser, flags.dotAll ? [runeRange(0, 0x10ffff)] : [NOT_NEWLINE], false);
      return advance(1);
    case "[": {
      const read = readClass(text, parser.at);
      if (isRegexpError(read)) return read;
      pushSet(parser, read.parts, read.negated);
      parser.at = read.end;
      return null;
    }
    case "\\":
      return escape(parser);
    default: {
      const { rune, end } = readRune(text, parser.at);
      push(parser, literalNode(rune, flags.fold));
      parser.at = end;
      return null;
    }
  }
}

const NOT_NEWLINE: RunePart = { text: "\\n", negated: true };

function escape(parser: Parser): RegexpError | null {
  const { text, at } = parser;
  const letter = text[at + 1] ?? "";
  const anchor = ANCHORS[letter];
  if (anchor !== undefined) {
    push(parser, assertionNode(anchor));
    parser.at += 2;
    return null;
  }
  if (letter === "Q") {
    const close = text.indexOf("\\E", at + 2);
    const quoted = text.slice(at + 2, close === -1 ? text.length : close);
    for (const character of quoted) {
      push(parser, literalNode(character.codePointAt(0) ?? 0, parser.flags.fold));
    }
    parser.at = close === -1 ? text.length : close + 2;
    return null;
  }
  const group = readGroup(text, at);
  if (group !== null) {
    if (isRegexpError(group)) return group;
    pushSet(parser, group.parts, false);
    parser.at = group.end;
    return null;
  }
  const read = readEscape(text, at);
  if (isRegexpError(read)) return read;
  push(parser, literalNode(read.rune, parser.flags.fold));
  parser.at = read.end;
  return null;
}

function open(parser: Parser): RegexpError | null {
  const { text, at, flags } = parser;
  const begin = (capture: number): void => {
    parser.frames.push({ capture, outer: flags, alternatives: [], items: [] });
  };
  if (text[at + 1] !== "?") {
    begin(parser.names.push("") - 1);
    parser.at++;
    return null;
  }
  const read = readFlags(text, at, flags);
  if (isRegexpError(read)) return read;
  if (read.kind === "named") begin(parser.names.push(read.name) - 1);
  else {
    if (read.kind === "group") begin(0);
    parser.flags = read.flags;
  }
  parser.at = read.end;
  return null;
}

function close(parser: Parser): RegexpError | null {
  if (parser.frames.length === 1) return regexpError("unexpected )", parser.text);
  const frame = topOf(parser);
  parser.frames.pop();
  parser.flags = frame.outer;
  const node = closed(frame);
  push(parser, frame.capture === 0 ? node : captureNode(frame.capture, node));
  parser.at++;
  return null;
}

function repeat(parser: Parser): RegexpError | null {
  const { text, at, flags, lastRepeat } = parser;
  const { items } = topOf(parser);
  const read = readRepeat(text, at, { ungreedy: flags.ungreedy, lastRepeat, node: items.at(-1) });
  if (isRegexpError(read)) return read;
  items[items.length - 1] = read.node;
  parser.at = read.end;
  return null;
}

function closed({ alternatives, items }: Frame): RegexpNode {
  return alternateNode([...alternatives, concatNode(items)]);
}

function topOf({ frames }: Parser): Frame {
  const frame = frames.at(-1);
  if (frame === undefined) throw new Error("an expression is read in no group");
  return frame;
}

function push(parser: Parser, node: RegexpNode): void {
  topOf(parser).items.push(node);
}

function pushSet(parser: Parser, parts: readonly RunePart[], negated: boolean): void {
  push(parser, classNode({ parts, fold: parser.flags.fold, negated }));
}

function overLimit(parser: Parser): RegexpError | null {
  return limitOf(topOf(parser).items.at(-1) ?? EMPTY, parser.text);
}

function limitOf({ height, size }: RegexpNode, text: string): RegexpError | null {
  if (size > MAX_SIZE) return regexpError("expression too large", text);
  return height > MAX_HEIGHT ? regexpError("expression nests too deeply", text) : null;
}
