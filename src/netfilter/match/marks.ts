/** A 32-bit value and the bits of it that count. */
export interface MaskedValue {
  readonly value: number;
  readonly mask: number;
}

/** Every bit of a mark. */
export const ALL_BITS = 0xffffffff;

/** Reads `0x4000/0x4000`, `16384`, `0x1`; null where it is none. */
export function parseMasked(text: string): MaskedValue | null {
  const [value = "", mask, ...rest] = text.split("/");
  const parsed = parseBits(value);
  const parsedMask = mask === undefined ? ALL_BITS : parseBits(mask);
  if (parsed === null || parsedMask === null || rest.length > 0) return null;
  return { value: parsed, mask: parsedMask };
}

/** Reads a number of 32 bits, decimal, octal or hexadecimal. */
export function parseBits(text: string): number | null {
  // As C's strtoul with base 0: a leading 0 makes it octal.
  if (!/^(0x[\da-fA-F]{1,16}|0[0-7]{0,16}|[1-9]\d{0,9})$/.test(text)) return null;
  const number = /^0[0-7]/.test(text) ? Number.parseInt(text, 8) : Number(text);
  return number <= ALL_BITS ? number : null;
}

/** `0x4000`, `0x4000/0xf000`: without the mask where every bit counts. */
export function printMasked({ value, mask }: MaskedValue): string {
  return mask === ALL_BITS ? printBits(value) : `${printBits(value)}/${printBits(mask)}`;
}

/** `0x4000`. */
export function printBits(bits: number): string {
  return `0x${bits.toString(16)}`;
}
