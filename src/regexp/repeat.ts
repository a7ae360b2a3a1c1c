import { repeatNode } from "./node.js";
import type { RegexpNode } from "./node.js";
import { regexpError } from "./syntax-error.js";
import type { RegexpError } from "./syntax-error.js";

/** A repetition that was read, and where the text goes on. */
export interface ReadRepeat {
  readonly node: RegexpNode;
  readonly end: number;
}

/** Where a repetition stands. */
export interface RepeatPlace {
  /** Whether `(?U)` turns greedy and lazy round. */
  readonly ungreedy: boolean;
  /** Where the repetition right before it begins; -1 where there is none. */
  readonly lastRepeat: number;
  /** What is repeated; undefined where nothing stands before it. */
  readonly node: RegexpNode | undefined;
}

const MAX_REPEAT = 1000;
// Go's own limit of instructions (go regexp/syntax/parse.go: maxSize).
const GO_SIZE = (128 << 20) / 40;

const COUNTED = /\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}/y;

/** Whether a repetition begins here. A brace without numbers is a plain letter. */
export function isRepeatStart(text: string, at: number): boolean {
  return text[at] === "{" ? countsAt(text, at) !== null : "*+?".includes(text[at] ?? " ");
}

/** Reads `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}` and the `?` that may follow (parse.go: repeat, parseRepeat). */
export function readRepeat(
  text: string,
  at: number,
  { ungreedy, lastRepeat, node }: RepeatPlace,
): ReadRepeat | RegexpError {
  const counts = countsAt(text, at);
  let end = at + (counts?.length ?? 1);
  const [min, max] = counts === null ? limitsOf(text[at]) : [counts.min, counts.max];
  if (min > MAX_REPEAT || (max !== null && (max > MAX_REPEAT || min > max))) {
    return regexpError("invalid repeat count", text.slice(at, end));
  }
  const isLazy = text[end] === "?";
  if (isLazy) end++;
  if (lastRepeat !== -1) {
    return regexpError("invalid nested repetition operator", text.slice(lastRepeat, end));
  }
  if (node === undefined) {
    return regexpError("missing argument to repetition operator", text.slice(at, end));
  }
  const greedy = isLazy === ungreedy;
  const repeated = repeatNode({ node, min, max, greedy, counted: counts !== null });
  if (repeated.size > GO_SIZE) return regexpError("expression too large", text);
  const isMany = min >= 2 || (max ?? 0) >= 2;
  if (counts !== null && isMany && !multipliesWithin(repeated, MAX_REPEAT)) {
    return regexpError("invalid repeat count", text.slice(at, end));
  }
  return { node: repeated, end };
}

interface Counts {
  readonly min: number;
  readonly max: number | null;
  readonly length: number;
}

function countsAt(text: string, at: number): Counts | null {
  COUNTED.lastIndex = at;
  const match = COUNTED.exec(text);
  if (match === null) return null;
  const [whole, low, upper, high] = match;
  const min = Number(low);
  const max = upper === undefined ? min : high === undefined ? null : Number(high);
  return { min, max, length: whole.length };
}

function limitsOf(sign: string | undefined): readonly [min: number, max: number | null] {
  return sign === "?" ? [0, 1] : sign === "+" ? [1, null] : [0, null];
}

// Counted repetitions in each other are copies of copies (parse.go: repeatIsValid).
function multipliesWithin(node: RegexpNode, copies: number): boolean {
  let left = copies;
  if (node.kind === "repeat" && node.counted) {
    if (node.max === 0) return true;
    const count = node.max ?? node.min;
    if (count > left) return false;
    if (count > 0) left = Math.floor(left / count);
  }
  const inner = "nodes" in node ? node.nodes : "node" in node ? [node.node] : [];
  return inner.every((one) => multipliesWithin(one, left));
}
