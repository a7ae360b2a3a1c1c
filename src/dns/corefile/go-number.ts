import { quoteGo } from "./go-value.js";
import type { GoValue } from "./go-value.js";

const DIGITS =
  /^(?:0[xX](_?[0-9a-fA-F])+|0[bB](_?[01])+|0[oO](_?[0-7])+|0(_?[0-7])*|[1-9](_?[0-9])*)$/;

/** `strconv.ParseUint` with base 0 and 16 bits: `0x1f`, `0b11`, `0o17` and `017` too, digits with `_` between. */
export function readUnsigned16(text: string): GoValue<number> {
  const fail = (reason: string): GoValue<number> => {
    return { ok: false, error: `strconv.ParseUint: parsing ${quoteGo(text)}: ${reason}` };
  };
  if (!DIGITS.test(text)) return fail("invalid syntax");
  const plain = text.replaceAll("_", "");
  const value = /^0[0-7]/.test(plain) ? BigInt(`0o${plain}`) : BigInt(plain);
  return value > 0xffffn ? fail("value out of range") : { ok: true, value: Number(value) };
}

/** `hex.DecodeString`, giving the digits in lower case. */
export function readHexadecimal(text: string): GoValue<string> {
  const digits = Array.from(text);
  const wrong = digits.find((digit) => !/^[0-9a-fA-F]$/.test(digit));
  if (wrong !== undefined) {
    const first = wrong.codePointAt(0) ?? 0;
    const code = first.toString(16).toUpperCase().padStart(4, "0");
    return { ok: false, error: `encoding/hex: invalid byte: U+${code} '${wrong}'` };
  }
  if (digits.length % 2 === 1) return { ok: false, error: "encoding/hex: odd length hex string" };
  return { ok: true, value: text.toLowerCase() };
}
