import type { Address } from "../base/address.js";
import { outputDevice } from "./host.js";
import type { Host } from "./host.js";
import type { Route } from "./route.js";

/** The longest packet that goes by a route to a destination (linux net/ipv4/route.c: ipv4_mtu). */
export function pathMtu(host: Host, route: Route, destination: Address, now: number): number {
  const learned = host.learned.mtu(destination, now);
  const mtu = linkMtu(host, route);
  return learned === null ? mtu : Math.min(learned, mtu);
}

/** The longest packet that a route's own figures allow: the route's, else the device's. */
export function linkMtu({ namespace }: Host, route: Route): number {
  const name = outputDevice(route);
  const device = namespace.devices.find((candidate) => candidate.name === name);
  return route.mtu ?? device?.mtu ?? 1500;
}
