import { addressOf, bitsOf, familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, hostPrefix, prefixOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { NextHopDeclaration, RouteDeclaration, RouteKind } from "./route.js";

/** A route that a host has already, as far as another one depends on it. */
export interface KnownRoute {
  readonly kind: RouteKind;
  readonly destination: Prefix;
  readonly table: string;
  readonly gateway: Address | null;
  readonly device: string | null;
  readonly scope: "global" | "link" | "host";
  readonly metric: number;
}

/** What a host has when a route is added to it; `lo` is among its devices. */
export interface RoutedHost {
  readonly devices: readonly RoutedDevice[];
  readonly routes: readonly KnownRoute[];
}

/** A device as far as routes depend on it. */
export interface RoutedDevice {
  readonly name: string;
  readonly up: boolean;
  readonly addresses: readonly { readonly address: Address; readonly length: number }[];
}

/** A route with what the kernel fills in. */
export interface CompletedRoute extends Omit<RouteDeclaration, "hops" | "span"> {
  readonly hops: readonly CompletedHop[];
  readonly scope: "global" | "link" | "host";
  readonly protocol: string;
  readonly metric: number;
}

/** A way out with its device. */
export interface CompletedHop extends NextHopDeclaration {
  readonly device: string;
}

/** Why the kernel does not take a route, and what it is about. */
export interface RouteFault {
  readonly reason:
    | "unknown-device"
    | "device-down"
    | "invalid-gateway"
    | "own-gateway"
    | "onlink-needs-device"
    | "host-scope-gateway"
    | "invalid-source"
    | "exists";
  readonly about: string;
}

/** The route that the kernel makes of what `ip route add` was told, or why it refuses (linux net/ipv4/fib_semantics.c: fib_create_info). */
export function completeRoute(
  said: RouteDeclaration,
  host: RoutedHost,
): { readonly route: CompletedRoute } | { readonly fault: RouteFault } {
  const { family } = said.destination;
  const scope = said.scope ?? usualScope(said);
  const hops: CompletedHop[] = [];
  for (const hop of said.hops) {
    const found = completeHop(hop, { ...said, scope }, host);
    if ("reason" in found) return { fault: found };
    hops.push(found);
  }
  const own = host.devices.flatMap(({ addresses }) => addresses);
  if (said.source !== null && !own.some(({ address }) => address === said.source))
    return { fault: { reason: "invalid-source", about: said.source } };
  // The kernel takes 0 for IPv6's usual metric (linux net/ipv6/route.c: IP6_RT_PRIO_USER).
  const metric = family === "ipv6" ? said.metric || 1024 : (said.metric ?? 0);
  const isTaken = host.routes.some(
    (known) =>
      known.table === said.table &&
      known.metric === metric &&
      known.destination.length === said.destination.length &&
      known.destination.base === said.destination.base,
  );
  if (isTaken) return { fault: { reason: "exists", about: said.destination.base } };
  const { kind, destination, table, source, mtu } = said;
  const protocol = said.protocol ?? "boot";
  return { route: { kind, destination, table, source, mtu, hops, scope, metric, protocol } };
}

/** The scope of a route that was told none (iproute2 ip/iproute.c: iproute_modify). */
function usualScope({ kind, destination, hops }: RouteDeclaration): CompletedRoute["scope"] {
  if (destination.family === "ipv6") return "global";
  if (kind === "local") return "host";
  if (kind === "broadcast" || kind === "multicast") return "link";
  const isDirect = hops.length === 1 && hops[0]?.gateway === null;
  return kind === "unicast" && isDirect ? "link" : "global";
}

interface Wanted {
  readonly destination: Prefix;
  readonly table: string;
  readonly scope: CompletedRoute["scope"];
}

function completeHop(
  hop: NextHopDeclaration,
  wanted: Wanted,
  host: RoutedHost,
): CompletedHop | RouteFault {
  const { gateway, onlink } = hop;
  const device = host.devices.find(({ name }) => name === hop.device) ?? null;
  if (hop.device !== null && device === null)
    return { reason: "unknown-device", about: hop.device };
  if (device !== null && !device.up) return { reason: "device-down", about: device.name };
  if (gateway === null) return { ...hop, device: device?.name ?? "lo" };
  if (wanted.scope === "host") return { reason: "host-scope-gateway", about: gateway };
  const isOwn = host.devices.some(({ addresses }) =>
    addresses.some((own) => own.address === gateway),
  );
  if (familyOf(gateway) === "ipv6" && isOwn) return { reason: "own-gateway", about: gateway };
  const invalid: RouteFault = { reason: "invalid-gateway", about: gateway };
  if (wanted.scope === "link" && familyOf(gateway) === "ipv4") return invalid;
  if (onlink) {
    if (device === null) return { reason: "onlink-needs-device", about: gateway };
    return isOwn ? invalid : { ...hop, device: device.name };
  }
  if (isLinkLocal(gateway) && device !== null) return { ...hop, device: device.name };
  const way = wayTo(gateway, hop.device, wanted, host);
  return way === null ? invalid : { ...hop, device: way };
}

/** The device that leads to a gateway without a gateway of its own; null where none does. */
function wayTo(
  gateway: Address,
  device: string | null,
  { table }: Wanted,
  { devices, routes }: RoutedHost,
): string | null {
  const local = devices.filter(({ name }) => device === null || name === device);
  for (const { name, addresses } of local) {
    if (addresses.some(({ address }) => address === gateway)) return name;
    if (addresses.some((own) => own.length < 31 && broadcastOf(own) === gateway)) return null;
    if (name === "lo" && addresses.some((own) => own.length === 8 && holds(own, gateway)))
      return name;
  }
  // linux net/ipv4/fib_semantics.c: fib_check_nh_v4_gw asks the route's own table first, then all.
  for (const asked of table === "main" ? ["main"] : [table, "main"]) {
    let best: KnownRoute | null = null;
    for (const route of routes) {
      if (route.table !== asked || route.gateway !== null || route.device === null) continue;
      if (device !== null && route.device !== device) continue;
      if (route.scope === "global" && isIpv4(gateway)) continue;
      if (!contains(route.destination, gateway)) continue;
      if (best === null || isBetter(route, best)) best = route;
    }
    if (best !== null) return best.kind === "unicast" || best.kind === "local" ? best.device : null;
  }
  return null;
}

function isBetter(a: KnownRoute, b: KnownRoute): boolean {
  if (a.destination.length !== b.destination.length)
    return a.destination.length > b.destination.length;
  return a.metric < b.metric;
}

function isIpv4(address: Address): boolean {
  return familyOf(address) === "ipv4";
}

function isLinkLocal(address: Address): boolean {
  return contains(LINK_LOCAL, address);
}

const LINK_LOCAL = prefixOf(addressOf(0xfe80n << 112n, "ipv6"), 10);

type Owned = RoutedDevice["addresses"][number];

function holds({ address, length }: Owned, other: Address): boolean {
  return contains(prefixOf(address, length), other);
}

function broadcastOf({ address, length }: Owned): Address | null {
  if (!isIpv4(address)) return null;
  return addressOf(bitsOf(address) | (0xffff_ffffn >> BigInt(length)), "ipv4");
}

/** The routes that the kernel adds for the addresses of devices that are up (linux net/ipv4/fib_frontend.c: fib_add_ifaddr). */
export function connectedRoutes(devices: readonly RoutedDevice[]): readonly KnownRoute[] {
  return devices.flatMap(({ name, up, addresses }) => {
    const known = new Set<string>();
    return addresses.flatMap(({ address, length }): readonly KnownRoute[] => {
      const destination = prefixOf(address, length);
      const key = `${destination.base}/${length}`;
      const isHost = isIpv4(address) && hostPrefix(address).length === length;
      if (!up || name === "lo" || isHost || known.has(key)) return [];
      known.add(key);
      const metric = isIpv4(address) ? 0 : 256;
      return [
        {
          kind: "unicast",
          destination,
          table: "main",
          gateway: null,
          device: name,
          scope: "link",
          metric,
        },
      ];
    });
  });
}
