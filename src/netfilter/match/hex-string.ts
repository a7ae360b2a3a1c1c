import { utf8Bytes } from "../../packet/payload-bytes.js";

/** The bytes of `--hex-string "GET|0d0a|"`; null where a part between bars is none of hexadecimal digits (libxt_string). */
export function bytesOfHex(text: string): readonly number[] | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    if (character === "|") {
      const end = text.indexOf("|", at + 1);
      const digits = text.slice(at + 1, end).replaceAll(/\s/g, "");
      if (end === -1 || !/^([\da-f]{2})+$/i.test(digits)) return null;
      for (let digit = 0; digit < digits.length; digit += 2)
        bytes.push(Number.parseInt(digits.slice(digit, digit + 2), 16));
      at = end + 1;
    } else {
      const isEscape = character === "\\" && at + 1 < text.length;
      const [plain = ""] = text.slice(isEscape ? at + 1 : at);
      bytes.push(...utf8Bytes(plain));
      at += plain.length + (isEscape ? 1 : 0);
    }
  }
  return bytes;
}

/** `--string "GET /"`, or `--hex-string "|0d0a|"` where a byte is not printable or the last one is a backslash. */
export function printPattern(bytes: readonly number[]): readonly [option: string, value: string] {
  const isPlain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f) && bytes.at(-1) !== 0x5c;
  if (!isPlain) {
    const digits = bytes.map((byte) => byte.toString(16).padStart(2, "0"));
    return ["--hex-string", `"|${digits.join("")}|"`];
  }
  const text = String.fromCharCode(...bytes);
  return ["--string", `"${text.replaceAll(/["\\]/g, "\\$&")}"`];
}
