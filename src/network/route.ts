import { addressOf, bitsOf, widthOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { RouteKind } from "../cluster/topology/route.js";

/** A route of one of the tables. */
export interface Route {
  readonly kind: RouteKind;
  readonly destination: Prefix;
  /** `main`, `local`, `default`, or a number as text. */
  readonly table: string;
  /** The next hop; null where the destination is on the link itself. */
  readonly gateway: Address | null;
  /** The device that packets leave by; null for a route that ends them. */
  readonly device: string | null;
  /** All ways out of a multipath route, which `gateway` and `device` then say nothing of; empty for a route with one. */
  readonly hops: readonly NextHop[];
  /** The gateway is on the device's link, whatever the addresses say. */
  readonly onlink: boolean;
  readonly scope: "global" | "link" | "host";
  /** The source address that packets of the host itself take. */
  readonly source: Address | null;
  /** `kernel` for what the kernel adds with an address; `boot` for what `ip route add` was not told. */
  readonly protocol: string;
  /** The lowest wins among equals. */
  readonly metric: number;
  /** The longest packet that the route carries, in bytes; null for the device's own. */
  readonly mtu: number | null;
}

/** One way out of a multipath route. */
export interface NextHop {
  readonly gateway: Address | null;
  readonly device: string;
  readonly onlink: boolean;
  /** From 1: its share of the flows. */
  readonly weight: number;
}

/** A route of the main table, by what is not the usual. */
export function route(fields: Pick<Route, "destination" | "device"> & Partial<Route>): Route {
  const gateway = fields.gateway ?? null;
  return {
    kind: "unicast",
    table: "main",
    hops: [],
    onlink: false,
    mtu: null,
    gateway,
    scope: gateway === null ? "link" : "global",
    source: null,
    protocol: "boot",
    metric: fields.destination.family === "ipv6" ? 1024 : 0,
    ...fields,
  };
}

/** Everything: the destination of a default route. */
export function everything(family: Family): Prefix {
  return { family, base: addressOf(0n, family), length: 0 };
}

/**
 * Routes in the order in which `ip route` lists a table: IPv4's trie gives shorter prefixes before longer ones unless they
 * begin with the same address, IPv6's tree what lies inside another prefix before that one, and so the default last.
 */
export function inListOrder(routes: readonly Route[]): readonly Route[] {
  return [...routes].sort((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    if (first !== second) return first < second ? -1 : 1;
    return b.destination.length - a.destination.length || a.metric - b.metric;
  });
}

function placeOf({ destination: { family, base, length } }: Route): bigint {
  if (family === "ipv4") return length === 0 ? -1n : bitsOf(base);
  return bitsOf(base) | ((1n << BigInt(widthOf(family) - length)) - 1n);
}
