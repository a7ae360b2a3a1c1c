import { bitsOf, familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { sizeOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";

/** Counts how many of these addresses, each as often as it is listed, lie in a range. */
export function createAddressCount(addresses: readonly Address[]): (range: Prefix) => number {
  const sorted = (family: Prefix["family"]): readonly bigint[] =>
    addresses
      .filter((address) => familyOf(address) === family)
      .map(bitsOf)
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const known = { ipv4: sorted("ipv4"), ipv6: sorted("ipv6") };
  return (range) => {
    const start = bitsOf(range.base);
    const list = known[range.family];
    return placeOf(list, start + sizeOf(range)) - placeOf(list, start);
  };
}

/** How many of the sorted numbers are less. */
function placeOf(sorted: readonly bigint[], bits: bigint): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? bits) < bits) low = middle + 1;
    else high = middle;
  }
  return low;
}
