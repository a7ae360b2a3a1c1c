import { bitsOf, familyOf, widthOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { prefixOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";

/** The smallest range that holds all these addresses of one family, and is at most `longest` bits long; null for none. */
export function coverOf(addresses: readonly Address[], longest: number): Prefix | null {
  const [first, ...others] = addresses;
  if (first === undefined) return null;
  const width = widthOf(familyOf(first));
  const bits = bitsOf(first);
  const differing = others.reduce((all, address) => all | (bitsOf(address) ^ bits), 0n);
  const shared = width - (differing === 0n ? 0 : differing.toString(2).length);
  return prefixOf(first, Math.min(shared, longest));
}
