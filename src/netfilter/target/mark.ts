import { ALL_BITS, parseBits, parseMasked, printBits } from "../match/marks.js";
import type { MaskedValue } from "../match/marks.js";
import type { TargetForm } from "./form.js";

/** `-j MARK`: the bits of the mask are cleared, then those of the value are flipped. */
export interface MarkTarget extends MaskedValue {
  readonly kind: "mark";
}

/** The form of `-j MARK`; its five spellings are one operation (libxt_MARK). */
export const mark: TargetForm<MarkTarget> = {
  names: ["MARK"],
  options: {
    "--set-xmark": 1,
    "--set-mark": 1,
    "--or-mark": 1,
    "--and-mark": 1,
    "--xor-mark": 1,
  },
  read(_name, given, reading) {
    const [option] = given;
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const operation = operationOf(option.name.text, word.text);
    if (operation === null) return reading.mistake(word, "rules-not-a-mark");
    return { kind: "mark", ...operation };
  },
  print: ({ value, mask }) => `-j MARK --set-xmark ${printBits(value)}/${printBits(mask)}`,
};

/** The mark after the target. */
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
