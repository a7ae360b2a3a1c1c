import { familyOf, widthOf } from "../base/address.js";
import { formatPrefix } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";
import type { Device } from "./device.js";
import type { NextHop, Route } from "./route.js";

/**
 * The route as `ip route` and `ip -6 route` print it, without the space that IPv4's lines end with; the ways out of a
 * multipath route stand on lines of their own (iproute2 ip/iproute.c: print_route). Where the devices are given, the
 * words `linkdown` and `dead` say what has become of them.
 */
export function formatRoute(route: Route, devices: readonly Device[] = []): string {
  const { destination, gateway, device, scope, source, protocol, metric, mtu, hops } = route;
  const isIpv6 = destination.family === "ipv6";
  const hasOneHop = hops.length === 0;
  const showsMetric = isIpv6 || metric !== 0;
  const line = words(
    route.kind === "unicast" ? "" : route.kind,
    formatDestination(destination),
    hasOneHop && gateway !== null ? formatGateway(route, gateway) : "",
    hasOneHop ? formatDevice(device, isIpv6) : "",
    protocol === "boot" ? "" : `proto ${protocol}`,
    scope === "global" || isIpv6 ? "" : `scope ${scope}`,
    source === null ? "" : `src ${source}`,
    showsMetric ? `metric ${metric}` : "",
    hasOneHop && device !== null ? flagWords({ ...route, device, weight: 1 }, devices) : "",
    mtu === null ? "" : `mtu ${mtu}`,
    isIpv6 ? "pref medium" : "",
  );
  return [line, ...hops.map((hop) => formatHop(route, hop, devices))].join("\n");
}

/** A destination as `ip route` prints it: `default`, an address alone, or a prefix. */
export function formatDestination(destination: Prefix): string {
  if (destination.length === 0) return "default";
  return destination.length === widthOf(destination.family)
    ? destination.base
    : formatPrefix(destination);
}

function formatHop(route: Route, hop: NextHop, devices: readonly Device[]): string {
  const { gateway, device, weight } = hop;
  const via = gateway === null ? "" : formatGateway(route, gateway);
  const flags = flagWords({ ...hop, scope: route.scope, kind: route.kind }, devices);
  return `\t${words("nexthop", via, `dev ${device}`, `weight ${weight}`, flags)}`;
}

function formatGateway({ destination }: Route, gateway: NonNullable<Route["gateway"]>): string {
  const family = familyOf(gateway);
  if (family === destination.family) return `via ${gateway}`;
  return `via ${family === "ipv6" ? "inet6" : "inet"} ${gateway}`;
}

// IPv6 lists a route that ends packets with the device lo.
function formatDevice(device: string | null, isIpv6: boolean): string {
  if (device !== null) return `dev ${device}`;
  return isIpv6 ? "dev lo" : "";
}

// Addresses of the host itself are its own whatever its devices do.
function flagWords(
  { device: name, onlink, kind, scope }: NextHop & Pick<Route, "kind" | "scope">,
  devices: readonly Device[],
): string {
  const device = devices.find((candidate) => candidate.name === name);
  const follows = device !== undefined && kind !== "local" && scope !== "host";
  const isDead = follows && !device.up;
  const isDown = follows && (!device.up || !device.carrier);
  return words(isDead ? "dead" : "", onlink ? "onlink" : "", isDown ? "linkdown" : "");
}

function words(...all: readonly string[]): string {
  return all.filter((word) => word !== "").join(" ");
}
