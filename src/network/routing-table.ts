import type { Address } from "../base/address.js";
import { lookupRoute } from "./route.js";
import type { Route } from "./route.js";

/** Routes that can be asked for many destinations. */
export interface RoutingTable {
  readonly routes: readonly Route[];
  /** The best route to a destination; null where none matches. */
  lookup(destination: Address): Route | null;
}

/** A table of these routes; it remembers what it was asked, since they never change. */
export function createRoutingTable(routes: readonly Route[]): RoutingTable {
  const known = new Map<Address, Route | null>();
  return {
    routes,
    lookup: (destination) => {
      const remembered = known.get(destination);
      if (remembered !== undefined) return remembered;
      const found = lookupRoute(routes, destination);
      known.set(destination, found);
      return found;
    },
  };
}
