/** A line with something on it: where its content begins, in which column (from 0), and where the line ends. */
export interface ContentLine {
  readonly start: number;
  readonly column: number;
  readonly end: number;
}

/** Goes through the lines of a document that have something on them. */
export interface Cursor {
  readonly text: string;
  readonly limit: number;
  /** The line that comes next; null at the end. */
  peek(): ContentLine | null;
  /** Takes the rest of the line, from another column on, for the one that comes next. */
  enter(start: number, column: number): void;
  /** Passes over the line that comes next. */
  next(): void;
  /** Goes on at the beginning of a line. */
  jump(offset: number): void;
}

/** What the quick reader leaves to the complete one. */
export class Unusual extends Error {}

const NEWLINE = 10;
const SPACE = 32;
const TAB = 9;
const HASH = 35;
const RETURN = 13;

/** A cursor over a document's lines. */
export function createCursor(text: string, start: number, limit: number): Cursor {
  let offset = start;
  let line: ContentLine | null = null;
  const find = (): ContentLine | null => {
    while (offset < limit) {
      let at = offset;
      while (at < limit && text.charCodeAt(at) === SPACE) at += 1;
      const newline = text.indexOf("\n", at);
      const end = newline === -1 || newline > limit ? limit : newline;
      const code = at >= end ? NEWLINE : text.charCodeAt(at);
      if (code === TAB) throw new Unusual();
      const isBlank = code === NEWLINE || code === HASH || (code === RETURN && at + 1 >= end);
      if (!isBlank) return { start: at, column: at - offset, end: withoutReturn(text, at, end) };
      offset = end + 1;
    }
    return null;
  };
  const jump = (to: number): void => {
    offset = to;
    line = null;
  };
  const peek = (): ContentLine | null => (line ??= find());
  return {
    text,
    limit,
    peek,
    enter: (from, column) => {
      const end = peek()?.end ?? limit;
      line = { start: from, column, end };
    },
    next: () => {
      const end = peek()?.end ?? limit;
      const newline = text.indexOf("\n", end);
      jump(newline === -1 ? limit : newline + 1);
    },
    jump,
  };
}

function withoutReturn(text: string, start: number, end: number): number {
  return end > start && text.charCodeAt(end - 1) === RETURN ? end - 1 : end;
}
