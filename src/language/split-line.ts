import { isPart } from "./vocabulary.js";

/** What decides whether a word begins a new part of its block. */
export interface LineWord {
  readonly text: string;
  readonly quoted: boolean;
  readonly gap: number;
}

/**
 * Cuts a line into its parts: two or more spaces separate them. Columns may be aligned all the same: after a part's
 * first word, and wherever names follow (outermost level, play), only a word that the block knows begins a new part.
 */
export function splitLine<W extends LineWord>(
  words: readonly W[],
  block: string,
): readonly (readonly W[])[] {
  const parts: W[][] = [];
  for (const word of words) {
    const part = parts.at(-1);
    if (part === undefined || beginsPart(word, part, block)) parts.push([word]);
    else part.push(word);
  }
  return parts;
}

/** Whether a word begins a new part after the words of this one. */
export function beginsPart(word: LineWord, part: readonly LineWord[], block: string): boolean {
  const last = part.at(-1);
  if (word.gap < 2 || word.quoted || last === undefined) return false;
  if (!last.quoted && (last.text === "," || last.text === "->")) return false;
  if (isPart(block, word.text)) return true;
  const namesFollow = block === "scenario" || block === "play";
  return !namesFollow && part.length > 1 && /^[a-z]+(-[a-z]+)*$/.test(word.text);
}
