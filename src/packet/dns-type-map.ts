import { parseRecordType, typeCode, typeOf } from "./dns-code.js";

/** The bytes of a list of record types, as an NSEC record has it (RFC 4034, 4.1.2). */
export function typeMapBytes(types: readonly string[]): readonly number[] {
  const windows = new Map<number, number[]>();
  const codes = types.flatMap((text) => {
    const type = parseRecordType(text);
    return type === null ? [] : [typeCode(type)];
  });
  for (const code of codes.sort((a, b) => a - b)) {
    const bits = windows.get(code >> 8) ?? [];
    const at = (code & 0xff) >> 3;
    while (bits.length <= at) bits.push(0);
    bits[at] = (bits[at] ?? 0) | (0x80 >> (code & 7));
    windows.set(code >> 8, bits);
  }
  return [...windows].flatMap(([window, bits]) => [window, bits.length, ...bits]);
}

/** The record types that such bytes list; null where they are malformed. */
export function typesOfMap(bytes: Uint8Array): readonly string[] | null {
  const types: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const [window, size] = [bytes[at], bytes[at + 1]];
    if (window === undefined || size === undefined || size === 0 || size > 32) return null;
    const bits = bytes.subarray(at + 2, at + 2 + size);
    if (bits.length < size) return null;
    for (const [index, byte] of bits.entries()) {
      for (let bit = 0; bit < 8; bit++) {
        if ((byte & (0x80 >> bit)) !== 0) types.push(typeOf(window * 256 + index * 8 + bit));
      }
    }
    at += 2 + size;
  }
  return types;
}
