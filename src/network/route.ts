import { addressOf, compareAddresses, widthOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { contains, formatPrefix } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";

/** A route of the main or the local table. */
export interface Route {
  readonly kind: "unicast" | "local";
  readonly destination: Prefix;
  /** The next hop; null where the destination is on the link itself. */
  readonly gateway: Address | null;
  readonly device: string;
  readonly scope: "global" | "link" | "host";
  /** The source address that packets of the host itself take. */
  readonly source: Address | null;
  /** `kernel` for what the kernel adds with an address. */
  readonly protocol: "kernel" | "boot";
  /** Of IPv6 routes: the lowest wins among equals. */
  readonly metric: number;
}

/** A route of the main table, by what is not the usual. */
export function route(
  fields: Pick<Route, "destination" | "device"> & Partial<Omit<Route, "kind">>,
): Route {
  const gateway = fields.gateway ?? null;
  return {
    kind: "unicast",
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
    `dev ${device}`,
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

function formatDestination(destination: Prefix): string {
  if (destination.length === 0) return "default";
  return destination.length === widthOf(destination.family)
    ? destination.base
    : formatPrefix(destination);
}
