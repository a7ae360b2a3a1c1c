import type { Word } from "../iptables/word.js";
import type { GivenOption, Reading } from "../match/form.js";

/** The one value of an option; undefined where it was not given. */
export function valueOf(given: readonly GivenOption[], option: string): Word | undefined {
  return given.find(({ name }) => name.text === option)?.values[0];
}

/** Whether an option was given. */
export function hasOption(given: readonly GivenOption[], option: string): boolean {
  return given.some(({ name }) => name.text === option);
}

/** Reports that a target lacks one of the options that it cannot do without. */
export function needsOption(name: Word, options: readonly string[], reading: Reading): null {
  return reading.mistake(name, "rules-missing-target-option", { expected: options });
}

/** Reads a whole number from `least` to `most`, as C's strtoul does with base 0; null after a mistake. */
export function readNumber(
  word: Word,
  [least, most]: readonly [number, number],
  reading: Reading,
): number | null {
  const { text } = word;
  const isOctal = /^0[0-7]{1,12}$/.test(text);
  const isNumber = isOctal || /^(0[xX][\da-fA-F]{1,12}|0|[1-9]\d{0,12})$/.test(text);
  const number = isNumber ? (isOctal ? Number.parseInt(text, 8) : Number(text)) : Number.NaN;
  if (number >= least && number <= most) return number;
  return reading.mistake(word, "rules-not-in-range", { least, most });
}
