import { familyOf, parseAddress } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { nearest } from "../../base/nearest.js";
import { formatPrefix, parsePrefix, prefixOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { ToolWord, ToolWords } from "./tool-word.js";

/** An address; null, with a mistake, where the word is none. */
export function addressFrom(word: ToolWord, words: ToolWords): Address | null {
  return parseAddress(word.text) ?? words.mistake(word, "bad-address", { text: word.text });
}

/** `default` or `all`, a prefix without host bits, or an address; null, with a mistake, where the word is none. */
export function prefixFrom(word: ToolWord, words: ToolWords, family: Family): Prefix | null {
  if (word.text === "default" || word.text === "all") return everythingOf(family);
  const found = parsePrefix(word.text);
  if (found === null) return words.mistake(word, "bad-prefix", { text: word.text });
  const written = parseAddress(word.text.split("/")[0] ?? "");
  if (written === found.base) return found;
  // The kernel answers `Invalid prefix for given prefix length`.
  const parameters = { text: word.text, nearest: formatPrefix(found) };
  return words.mistake(word, "prefix-host-bits", parameters);
}

/** All addresses of a family. */
export function everythingOf(family: Family): Prefix {
  const zero = parseAddress(family === "ipv4" ? "0.0.0.0" : "::");
  if (zero === null) throw new Error("hopwise: zero is an address");
  return prefixOf(zero, 0);
}

/** A whole number within bounds, decimal or with 0x; null, with a mistake, where the word is none. */
export function numberFrom(
  word: ToolWord,
  bounds: { readonly min: number; readonly max: number },
  words: ToolWords,
): number | null {
  const value = /^(\d{1,10}|0x[0-9a-f]{1,8})$/i.test(word.text) ? Number(word.text) : null;
  if (value !== null && value >= bounds.min && value <= bounds.max) return value;
  return words.mistake(word, "bad-number", { text: word.text, ...bounds });
}

/** The largest number of 32 bits. */
export const LARGEST = 0xffff_ffff;

const TABLE_NAMES: Readonly<Record<string, string>> = { 255: "local", 254: "main", 253: "default" };

/** A routing table, by its name or number as `/etc/iproute2/rt_tables` has them; null, with a mistake, where it is none. */
export function tableFrom(word: ToolWord, words: ToolWords): string | null {
  const { text } = word;
  const names = Object.values(TABLE_NAMES);
  if (names.includes(text)) return text;
  if (/^\d{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= LARGEST)
    return TABLE_NAMES[String(Number(text))] ?? String(Number(text));
  const near = text.length > 20 ? null : nearest(text, names);
  return words.mistake(word, "unknown-table", {
    text,
    ...(near === null ? {} : { nearest: near }),
  });
}

/** The longest name that a device can have (linux include/uapi/linux/if.h: IFNAMSIZ, with the end of the text). */
export const LONGEST_DEVICE_NAME = 15;

/** A device's name as the kernel takes it; null, with a mistake, where the word is none (linux net/core/dev.c: dev_valid_name). */
export function deviceFrom(word: ToolWord, words: ToolWords): string | null {
  return isDeviceName(word.text)
    ? word.text
    : words.mistake(word, "bad-device-name", { text: word.text, max: LONGEST_DEVICE_NAME });
}

/** Whether the kernel would take a text as a device's name. */
export function isDeviceName(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= LONGEST_DEVICE_NAME &&
    text !== "." &&
    text !== ".." &&
    /^[^\s/:]+$/.test(text)
  );
}

/** A hardware address in lower case; null, with a mistake, where the word is none. */
export function macFrom(word: ToolWord, words: ToolWords): string | null {
  if (/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(word.text)) return word.text.toLowerCase();
  return words.mistake(word, "bad-mac", { text: word.text, expected: ["02:42:ac:11:00:02"] });
}

/** Whether a hardware address can be a device's own: one of a single device, and not zero (linux include/linux/etherdevice.h: is_valid_ether_addr). */
export function isOwnMac(mac: string): boolean {
  return mac !== "00:00:00:00:00:00" && (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0;
}

/** The family that the addresses of a command line settle: the first one's, unless `-4` or `-6` stands before it. */
export function familyIn(words: readonly ToolWord[]): Family {
  const [first] = words;
  if (first?.text === "-6") return "ipv6";
  if (first?.text === "-4") return "ipv4";
  for (const { text } of words) {
    const found = parsePrefix(text);
    if (found !== null) return familyOf(found.base);
  }
  return "ipv4";
}
