import { addressOf, bitsOf, familyOf, parseAddress, widthOf } from "./address.js";
import type { Address, Family } from "./address.js";

/** A range of addresses that share their first bits, written `10.244.0.0/16`; host bits are zero. */
export interface Prefix {
  readonly family: Family;
  readonly base: Address;
  readonly length: number;
}

/** Reads `10.244.0.0/16`, or a bare address as the prefix of its full length; host bits are cleared. Null where it is none. */
export function parsePrefix(text: string): Prefix | null {
  const [head = "", tail, ...rest] = text.split("/");
  const parsed = parseAddress(head);
  if (parsed === null || rest.length > 0) return null;
  const width = widthOf(familyOf(parsed));
  if (tail === undefined) return prefixOf(parsed, width);
  if (!/^(0|[1-9]\d{0,2})$/.test(tail) || Number(tail) > width) return null;
  return prefixOf(parsed, Number(tail));
}

/** The prefix of this length that holds the address. */
export function prefixOf(address: Address, length: number): Prefix {
  const family = familyOf(address);
  const hostBits = BigInt(widthOf(family) - length);
  return { family, base: addressOf((bitsOf(address) >> hostBits) << hostBits, family), length };
}

/** The prefix that holds one address alone. */
export function hostPrefix(address: Address): Prefix {
  const family = familyOf(address);
  return { family, base: address, length: widthOf(family) };
}

/** A prefix that the program itself wrote down; throws where it is none. */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === null) throw new Error(`hopwise: ${text} is no prefix`);
  return parsed;
}

/** Whether the address lies in the prefix. */
export function contains(prefix: Prefix, address: Address): boolean {
  if (familyOf(address) !== prefix.family) return false;
  const width = widthOf(prefix.family);
  // A host route is the usual case in kube-proxy's chains, and text equality is all it takes.
  if (prefix.length === width) return prefix.base === address;
  const hostBits = BigInt(width - prefix.length);
  return bitsOf(prefix.base) >> hostBits === bitsOf(address) >> hostBits;
}

/** Whether two prefixes have an address in common. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.length <= b.length ? contains(a, b.base) : contains(b, a.base);
}

/** How many addresses the prefix holds. */
export function sizeOf(prefix: Prefix): bigint {
  return 1n << BigInt(widthOf(prefix.family) - prefix.length);
}

/** The address at an offset from the prefix's first one; null beyond its end. */
export function nthAddress(prefix: Prefix, offset: number): Address | null {
  if (offset < 0 || BigInt(offset) >= sizeOf(prefix)) return null;
  return addressOf(bitsOf(prefix.base) + BigInt(offset), prefix.family);
}

/** `10.244.0.0/16`. */
export function formatPrefix(prefix: Prefix): string {
  return `${prefix.base}/${prefix.length}`;
}
