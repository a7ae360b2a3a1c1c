import { addressOf, compareAddresses, widthOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { contains, formatPrefix } from "../base/prefix.js";
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
  /** All ways out of a multipath route; empty for a route with one. */
  readonly hops: readonly NextHop[];
  /** The gateway is on the device's link, whatever the addresses say. */
  readonly onlink: boolean;
  readonly scope: "global" | "link" | "host";
  /** The source address that packets of the host itself take. */
  readonly source: Address | null;
  /** `kernel` for what the kernel adds with an address; `boot` for what `ip route add` was not told. */
  readonly protocol: string;
  /** Of IPv6 routes: the lowest wins among equals. */
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

/** The route with the longest prefix that holds the address; null where none does. */
export function lookupRoute(routes: readonly Route[], destination: Address): Route | null {
  let best: Route | null = null;
  for (const candidate of routes) {
    if (!contains(candidate.destination, destination)) continue;
    if (best === null || isBetter(candidate, best)) best = candidate;
  }
  return best;
}

/** The route as `ip route` and `ip -6 route` print it. */
export function formatRoute(route: Route): string {
  const { destination, gateway, device, scope, source, protocol, metric } = route;
  const isIpv6 = destination.family === "ipv6";
  return [
    route.kind === "local" ? "local" : "",
    formatDestination(destination),
    gateway === null ? "" : `via ${gateway}`,
    device === null ? "" : `dev ${device}`,
    protocol === "kernel" ? "proto kernel" : "",
    scope === "global" || isIpv6 ? "" : `scope ${scope}`,
    source === null ? "" : `src ${source}`,
    isIpv6 ? `metric ${metric} pref medium` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Routes in the order in which `ip route` lists them: IPv4's default first, IPv6's last. */
export function inListOrder(routes: readonly Route[]): readonly Route[] {
  return [...routes].sort((a, b) => {
    const defaults = Number(isDefault(b)) - Number(isDefault(a));
    if (defaults !== 0) return a.destination.family === "ipv4" ? defaults : -defaults;
    const bases = compareAddresses(a.destination.base, b.destination.base);
    return bases !== 0 ? bases : b.destination.length - a.destination.length;
  });
}

function isBetter(a: Route, b: Route): boolean {
  if (a.destination.length !== b.destination.length) {
    return a.destination.length > b.destination.length;
  }
  return a.metric < b.metric;
}

function isDefault(route: Route): boolean {
  return route.destination.length === 0;
}

/** A destination as `ip route` prints it: `default`, an address alone, or a prefix. */
export function formatDestination(destination: Prefix): string {
  if (destination.length === 0) return "default";
  return destination.length === widthOf(destination.family)
    ? destination.base
    : formatPrefix(destination);
}
