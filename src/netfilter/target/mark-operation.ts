import type { GivenOption, Reading } from "../match/form.js";
import { ALL_BITS, parseBits, parseMasked, printBits } from "../match/marks.js";
import type { MaskedValue } from "../match/marks.js";

/** The five spellings of one operation on a mark, with the number of words that each takes. */
export const MARK_OPTIONS: Readonly<Record<string, number>> = {
  "--set-xmark": 1,
  "--set-mark": 1,
  "--or-mark": 1,
  "--and-mark": 1,
  "--xor-mark": 1,
};

/** Reads one of them: the bits of the mask are cleared, then those of the value are flipped; null after a mistake. */
export function readMarkOperation(option: GivenOption, reading: Reading): MaskedValue | null {
  const word = option.values[0];
  if (word === undefined) return null;
  const operation = operationOf(option.name.text, word.text);
  return operation ?? reading.mistake(word, "rules-not-a-mark");
}

/** `--set-xmark 0x4000/0x4000`, as iptables-save prints all five. */
export function printMarkOperation({ value, mask }: MaskedValue): string {
  return `--set-xmark ${printBits(value)}/${printBits(mask)}`;
}

/** The mark after the operation. */
export function markedBy({ value, mask }: MaskedValue, before: number): number {
  return ((before & ~mask) ^ value) >>> 0;
}

function operationOf(option: string, text: string): MaskedValue | null {
  if (option === "--set-xmark" || option === "--set-mark") {
    const masked = parseMasked(text);
    if (masked === null || option === "--set-xmark") return masked;
    return { value: masked.value, mask: (masked.value | masked.mask) >>> 0 };
  }
  const bits = parseBits(text);
  if (bits === null) return null;
  if (option === "--or-mark") return { value: bits, mask: bits };
  if (option === "--and-mark") return { value: 0, mask: (~bits & ALL_BITS) >>> 0 };
  return { value: bits, mask: 0 };
}
