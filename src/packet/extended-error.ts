import { utf8Bytes } from "./dns-name.js";
import { EDNS_CODES } from "./edns-option.js";
import type { EdnsOption } from "./edns-option.js";
import { hexOf } from "./hex.js";

/** The option that says why an answer is what it is (RFC 8914). */
export function extendedError(code: number, reason: string): EdnsOption {
  const bytes = Uint8Array.of(code >> 8, code & 0xff, ...utf8Bytes(reason));
  return { code: EDNS_CODES.extendedError, data: hexOf(bytes) };
}
