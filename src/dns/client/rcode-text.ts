import { rcodeNumber } from "../../packet/dns-code.js";
import type { Rcode } from "../../packet/dns-message.js";

/** A response code as BIND's tools name it (BIND 9.18 bin/dig/dig.c: rcodetext, rcode_totext). */
export function rcodeText(rcode: Rcode): string {
  const number = rcodeNumber(rcode);
  if (number > 10 && number < 16) return `RESERVED${number}`;
  return number <= 16 || rcode === "BADCOOKIE" ? rcode : `?${number}`;
}
