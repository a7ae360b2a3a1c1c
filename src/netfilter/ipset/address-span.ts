import { addressOf, bitsOf, familyOf, parseAddress, widthOf } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { parsePrefix, prefixOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";

/** Addresses from one to another. */
export interface AddressSpan {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`; null where it is none. */
export function parseSpan(text: string): AddressSpan | null {
  const [left = "", right, ...rest] = text.split("-");
  if (right === undefined) {
    const prefix = parsePrefix(text);
    if (prefix === null) return null;
    const { family, base, length } = prefix;
    const size = 1n << BigInt(widthOf(family) - length);
    return { family, first: bitsOf(base), last: bitsOf(base) + size - 1n };
  }
  const [first, last] = [parseAddress(left), parseAddress(right)];
  if (first === null || last === null || rest.length > 0) return null;
  const family = familyOf(first);
  if (familyOf(last) !== family) return null;
  const [a, b] = [bitsOf(first), bitsOf(last)];
  return { family, first: a < b ? a : b, last: a < b ? b : a };
}

/** The prefixes of one length that a span touches, at most so many; null where there are more. */
export function prefixesOf(
  span: AddressSpan,
  length: number,
  most: number,
): readonly Prefix[] | null {
  const step = 1n << BigInt(widthOf(span.family) - length);
  const start = prefixOf(addressOf(span.first, span.family), length);
  const count = (span.last - bitsOf(start.base)) / step + 1n;
  if (count > BigInt(most)) return null;
  return Array.from({ length: Number(count) }, (_, index) =>
    prefixOf(addressOf(bitsOf(start.base) + BigInt(index) * step, span.family), length),
  );
}

/** The fewest prefixes that cover a span exactly. */
export function covering({ family, first, last }: AddressSpan): readonly Prefix[] {
  const width = widthOf(family);
  const found: Prefix[] = [];
  for (let at = first; at <= last;) {
    let host = 0;
    while (
      host < width &&
      at % (2n << BigInt(host)) === 0n &&
      at + (2n << BigInt(host)) - 1n <= last
    )
      host++;
    found.push(prefixOf(addressOf(at, family), width - host));
    at += 1n << BigInt(host);
  }
  return found;
}

/** The first and the last address of a span. */
export function endsOf({ family, first, last }: AddressSpan): readonly [Address, Address] {
  return [addressOf(first, family), addressOf(last, family)];
}
