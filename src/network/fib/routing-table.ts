import type { Address } from "../../base/address.js";
import { bitsOf, familyOf, widthOf } from "../../base/address.js";
import type { Route } from "../route.js";

/** The routes of one table, found by destination. */
export interface RoutingTable {
  readonly name: string;
  readonly routes: readonly Route[];
  /** The routes that hold an address: the longest prefix first, then the lowest metric, then as they were added. */
  candidates(destination: Address): readonly Route[];
}

/** A table of these routes; it remembers what it was asked, since they never change. */
export function createRoutingTable(name: string, routes: readonly Route[]): RoutingTable {
  const index = new Map<number, Map<bigint, Route[]>>();
  for (const route of routes) {
    const { base, length, family } = route.destination;
    const shift = BigInt(widthOf(family) - length);
    const ofLength = index.get(length) ?? new Map<bigint, Route[]>();
    const key = bitsOf(base) >> shift;
    ofLength.set(key, [...(ofLength.get(key) ?? []), route]);
    index.set(length, ofLength);
  }
  for (const ofLength of index.values())
    for (const same of ofLength.values()) same.sort((a, b) => a.metric - b.metric);
  const lengths = [...index.keys()].sort((a, b) => b - a);
  const known = new Map<Address, readonly Route[]>();
  return {
    name,
    routes,
    candidates(destination) {
      const remembered = known.get(destination);
      if (remembered !== undefined) return remembered;
      const width = widthOf(familyOf(destination));
      const bits = bitsOf(destination);
      const found = lengths.flatMap(
        (length) => index.get(length)?.get(bits >> BigInt(width - length)) ?? [],
      );
      known.set(destination, found);
      return found;
    },
  };
}
