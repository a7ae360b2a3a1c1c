import { shorten, textWidth } from "./measure.js";
import type { Setting } from "./measure.js";

// A word with the space behind it, or one character of a script that is written without spaces.
const PIECE = /[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g;

// No line of Japanese begins with these.
const NEVER_FIRST = /^[、。,.)」』:?!ー]/;

/** The text in lines of at most this width; what does not fit the last line is shortened there. */
export function wrapText(
  text: string,
  width: number,
  limit: number,
  setting: Setting,
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECE) ?? []) {
    const isFull = line !== "" && textWidth(`${line}${piece}`.trimEnd(), setting) > width;
    if (isFull && !NEVER_FIRST.test(piece)) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  lines.push(line);
  const kept =
    lines.length > limit ? [...lines.slice(0, limit - 1), lines.slice(limit - 1).join("")] : lines;
  return kept.map((one) => shorten(one.trim(), width, setting));
}
