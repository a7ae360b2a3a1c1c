import type { Address } from "../../base/address.js";
import type { Route } from "../route.js";

/** What a host has learned of its ways out from ICMP: next hop exceptions (linux net/ipv4/route.c: fib_nh_exception). */
export interface LearnedRoutes {
  /** The route with the next hop that a redirect has named for the destination. */
  route(route: Route, destination: Address): Route;
  /** The path MTU to a destination; null where nobody has told of a smaller one. */
  mtu(destination: Address, now: number): number | null;
  noteMtu(destination: Address, mtu: number, expiresAt: number): void;
  noteGateway(destination: Address, learned: LearnedGateway): void;
  /** Forgets everything, as a change of the routes does. */
  flush(): void;
}

/** A next hop that a redirect has named, in place of the one that the route has. */
export interface LearnedGateway {
  readonly gateway: Address;
  readonly instead: Address | null;
  readonly device: string;
}

// linux: each next hop keeps so many exceptions at most, times the depth of a bucket.
const MOST_EXCEPTIONS = 2048;

/** Nothing learned yet. */
export function createLearnedRoutes(): LearnedRoutes {
  const mtus = new Map<Address, { readonly mtu: number; readonly expiresAt: number }>();
  const gateways = new Map<Address, LearnedGateway>();
  return {
    route: (route, destination) => {
      const learned = gateways.get(destination);
      if (learned === undefined) return route;
      const { gateway, instead, device } = learned;
      return route.device === device && route.gateway === instead ? { ...route, gateway } : route;
    },
    mtu: (destination, now) => {
      const learned = mtus.get(destination);
      return learned !== undefined && learned.expiresAt > now ? learned.mtu : null;
    },
    noteMtu: (destination, mtu, expiresAt) => {
      keep(mtus, destination, { mtu, expiresAt });
    },
    noteGateway: (destination, learned) => {
      keep(gateways, destination, learned);
    },
    flush: () => {
      mtus.clear();
      gateways.clear();
    },
  };
}

function keep<Value>(map: Map<Address, Value>, key: Address, value: Value): void {
  map.delete(key);
  const [oldest] = map.keys();
  if (map.size >= MOST_EXCEPTIONS && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
