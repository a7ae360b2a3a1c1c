import { byteLength } from "../../packet/dns-name.js";
import { ExpressionUnsupported } from "./expression-error.js";

const ASCII = /^[\u0000-\u007f]*$/;

/** How many bytes a text has. */
export function bytesIn(text: string): number {
  return ASCII.test(text) ? text.length : byteLength(text);
}

/** The text of some of a text's bytes; what cuts a character in two is not simulated. */
export function byteSlice(text: string, start: number, end: number): string {
  if (ASCII.test(text)) return text.slice(start, end);
  let at = 0;
  let part = "";
  const edges = new Set([0]);
  for (const character of text) {
    if (at >= start && at < end) part += character;
    at += byteLength(character);
    edges.add(at);
  }
  if (!edges.has(start) || !edges.has(end))
    throw new ExpressionUnsupported("a part of a character");
  return part;
}
