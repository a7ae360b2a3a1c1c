import { byteLength, fullyQualified } from "../../packet/dns-name.js";

/**
 * Whether the text can be a domain name, counted as CoreDNS counts it (miekg/dns defaults.go: IsDomainName): no empty
 * label, none over 63 bytes, 256 in all, and no backslash before the end. What an escape stands for is not looked at.
 */
export function isDomainName(text: string): boolean {
  if (text === "") return false;
  // A letter of several bytes is as many as its place in UTF-8 takes; none of them is a dot, a digit or a backslash.
  const bytes = Array.from(fullyQualified(text)).flatMap((letter) =>
    letter <= "\x7f"
      ? [letter.charCodeAt(0)]
      : Array.from({ length: byteLength(letter) }, () => 0xff),
  );
  let [length, begin, at] = [0, 0, 0];
  let [wasDot, isEscaped] = [false, false];
  for (; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) {
      if (length + 1 > MAX_NAME) return false;
      const size = isNumber(bytes.slice(at + 1, at + 4)) ? 3 : 1;
      at += size;
      begin += size;
      [wasDot, isEscaped] = [false, !isEscaped];
    } else if (bytes[at] === DOT) {
      const size = at - begin;
      length += size + 1;
      if ((at === 0 && bytes.length > 1) || wasDot || size > MAX_LABEL || length > MAX_NAME)
        return false;
      begin = at + 1;
      [wasDot, isEscaped] = [true, false];
    } else [wasDot, isEscaped] = [false, false];
  }
  return !isEscaped;
}

function isNumber(bytes: readonly number[]): boolean {
  return bytes.length === 3 && bytes.every((byte) => byte >= ZERO && byte <= NINE);
}

const [BACKSLASH, DOT, ZERO, NINE] = [0x5c, 0x2e, 0x30, 0x39];
const MAX_LABEL = 63;
const MAX_NAME = 256;
