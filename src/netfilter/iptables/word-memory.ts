import type { CommentMatch } from "../match/comment.js";

/** Words that mostly come several times in a row, to be had without cutting them out of the text each time. */
export interface WordMemory {
  chain(text: string, start: number, end: number): string;
  comment(text: string, start: number, end: number): CommentMatch;
}

/** A memory for one text. */
export function createWordMemory(): WordMemory {
  let chain = "";
  let comment: CommentMatch = { kind: "comment", comment: "" };
  return {
    chain(text, start, end) {
      if (!isAt(chain, text, start, end)) chain = text.slice(start, end);
      return chain;
    },
    comment(text, start, end) {
      if (!isAt(comment.comment, text, start, end))
        comment = { kind: "comment", comment: text.slice(start, end) };
      return comment;
    },
  };
}

/** Whether a known word stands between two offsets of a text. */
export function isAt(known: string, text: string, start: number, end: number): boolean {
  return end - start === known.length && text.startsWith(known, start);
}
