import { familyOf, widthOf } from "../../base/address.js";
import { prefixOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import { LOOPBACK } from "../device.js";
import type { Device, InterfaceAddress } from "../device.js";
import { route } from "../route.js";
import type { Route } from "../route.js";

/**
 * The routes of the main table that the kernel makes by itself for a device that is up: one for each prefix that it has an
 * address in (linux net/ipv4/fib_frontend.c: fib_add_ifaddr; net/ipv6/addrconf.c: addrconf_prefix_route).
 */
export function kernelRoutes(device: Device): readonly Route[] {
  if (!device.up || device.name === LOOPBACK) return [];
  const routes: Route[] = [];
  for (const address of device.addresses) {
    const made = kernelRoute(device.name, address);
    // Another address of the same prefix is a secondary one, and has no route of its own.
    if (made !== null && !routes.some((known) => isSamePrefix(known.destination, made.destination)))
      routes.push(made);
  }
  return routes;
}

function kernelRoute(name: string, { address, length }: InterfaceAddress): Route | null {
  const family = familyOf(address);
  const destination = prefixOf(address, length);
  if (family === "ipv4" && length === widthOf(family)) return null;
  return route({
    destination,
    device: name,
    protocol: "kernel",
    source: family === "ipv4" ? address : null,
    metric: family === "ipv4" ? 0 : 256,
  });
}

function isSamePrefix(a: Prefix, b: Prefix): boolean {
  return a.base === b.base && a.length === b.length;
}
