/** Which code points one place of an expression takes: ranges and groups, with case aside or not, or all others. */
export interface RuneSet {
  readonly parts: readonly RunePart[];
  /** Whether letters are taken in every case (`(?i)`). */
  readonly fold: boolean;
  readonly negated: boolean;
}

/** A part of a set: text of a class for one code point, as `\u{61}-\u{7a}` or `\p{Lu}`; or all that is not in it. */
export interface RunePart {
  readonly text: string;
  readonly negated: boolean;
}

/** The part that holds all code points from one to another. */
export function runeRange(low: number, high: number): RunePart {
  return { text: `${escaped(low)}-${escaped(high)}`, negated: false };
}

/** The set of one code point. */
export function oneRune(rune: number, fold: boolean): RuneSet {
  return { parts: [runeRange(rune, rune)], fold, negated: false };
}

/**
 * A test for the set. The classes and the case folding of Unicode are those that the host's own RegExp has; it is asked
 * about single code points only, so that no expression of a user is ever matched by backtracking.
 */
export function runeTest({ parts, fold, negated }: RuneSet): (rune: number) => boolean {
  const flags = fold ? "iu" : "u";
  const classOf = (texts: readonly string[]): RegExp => new RegExp(`[${texts.join("")}]`, flags);
  const inside = classOf(parts.filter((part) => !part.negated).map(({ text }) => text));
  const outside = parts.filter((part) => part.negated).map(({ text }) => classOf([text]));
  const known = new Map<number, boolean>();
  return (rune) => {
    const before = known.get(rune);
    if (before !== undefined) return before;
    const character = String.fromCodePoint(rune);
    const isIn = inside.test(character) || outside.some((group) => !group.test(character));
    known.set(rune, isIn !== negated);
    return isIn !== negated;
  };
}

function escaped(rune: number): string {
  return `\\u{${rune.toString(16)}}`;
}
