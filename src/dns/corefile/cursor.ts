import type { Token } from "./corefile.js";
import { continuesLine, startsLine } from "./lex.js";

/** A place among words; the words may grow while they are read, by imports. */
export interface Cursor {
  tokens: readonly Token[];
  /** -1 before the first word. */
  at: number;
}

/** The word at the cursor; null before the first. */
export function current(cursor: Cursor): Token | null {
  return cursor.tokens[cursor.at] ?? null;
}

/** The text at the cursor; empty before the first word. */
export function currentText(cursor: Cursor): string {
  return current(cursor)?.text ?? "";
}

/** Goes to the next word; false at the last one. */
export function advance(cursor: Cursor): boolean {
  if (cursor.at >= cursor.tokens.length - 1) return false;
  cursor.at++;
  return true;
}

/** Goes to the next word if it stands on the same line. */
export function advanceOnLine(cursor: Cursor): boolean {
  if (cursor.at < 0) return advance(cursor);
  const here = cursor.tokens[cursor.at];
  const next = cursor.tokens[cursor.at + 1];
  if (here === undefined || next === undefined || !continuesLine(next, here)) return false;
  cursor.at++;
  return true;
}

/** Whether the word at the cursor begins a line. */
export function isLineStart(cursor: Cursor): boolean {
  if (cursor.at < 1) return true;
  const here = cursor.tokens[cursor.at];
  const previous = cursor.tokens[cursor.at - 1];
  return here !== undefined && previous !== undefined && startsLine(here, previous);
}
