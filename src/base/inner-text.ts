import type { SourceSpan } from "./source-span.js";

/** A text inside another one, perhaps without that one's indentation or with its escapes resolved. */
export interface InnerText {
  /** The outer text's name. */
  readonly source: string;
  readonly text: string;
  /** Where stretches of it stand outside, in order; the first begins at 0. */
  readonly stretches: readonly Stretch[];
}

/** From here on, and up to the next stretch, inner and outer offsets advance alike. */
export interface Stretch {
  readonly inner: number;
  readonly outer: number;
}

/** A text that stands outside as it is, from an offset on. */
export function plainText(source: string, text: string, outer = 0): InnerText {
  return { source, text, stretches: [{ inner: 0, outer }] };
}

/** The place outside of a piece of the inner text. */
export function outerSpan(
  within: InnerText,
  { start, end }: { readonly start: number; readonly end: number },
): SourceSpan {
  const from = outerOffset(within, start);
  // The end is exclusive: what counts is the place of the last character inside.
  const to = end > start ? outerOffset(within, end - 1) + 1 : from;
  return { source: within.source, start: from, end: to };
}

/** The place outside of an offset. */
export function outerOffset({ stretches }: InnerText, offset: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.inner ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const stretch = stretches[low] ?? { inner: 0, outer: 0 };
  return stretch.outer + offset - stretch.inner;
}

/** A text without the indentation that all of its lines share. */
export function withoutIndentation(source: string, text: string, start: number): InnerText {
  const lines = text.split("\n");
  // A file may have a million lines: too many for the arguments of one call.
  const depth = lines.reduce(
    (least, line) => (line.trim() === "" ? least : Math.min(least, line.search(/[^ ]/))),
    Infinity,
  );
  if (depth === Infinity || depth === 0) return plainText(source, text, start);
  const stretches: Stretch[] = [];
  const kept: string[] = [];
  let inner = 0;
  let outer = start;
  for (const line of lines) {
    const cut = Math.min(depth, line.search(/[^ ]|$/));
    stretches.push({ inner, outer: outer + cut });
    kept.push(line.slice(cut));
    inner += line.length - cut + 1;
    outer += line.length + 1;
  }
  return { source, text: kept.join("\n"), stretches };
}
