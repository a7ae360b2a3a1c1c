import { addressOf, bitsOf, familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { hostPrefix, prefix } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";
import { LOOPBACK } from "./device.js";
import type { Device } from "./device.js";
import { route } from "./route.js";
import type { Route } from "./route.js";

const IPV4_LOOPBACK = prefix("127.0.0.0/8");

/** The kernel's local table: what a namespace takes for itself (linux net/ipv4/fib_frontend.c: fib_add_ifaddr). */
export function localTable(devices: readonly Device[], family: Family): readonly Route[] {
  return devices.flatMap((device) =>
    device.addresses
      .filter(({ address }) => familyOf(address) === family)
      .flatMap(({ address }) => {
        const own = localRoute(device.name, address, hostPrefix(address));
        // The kernel makes all of 127.0.0.0/8 local with lo's address.
        return device.name === LOOPBACK && family === "ipv4"
          ? [localRoute(LOOPBACK, address, IPV4_LOOPBACK), own]
          : [own];
      }),
  );
}

/** The broadcast addresses of a namespace's IPv4 networks. */
export function broadcastAddresses(devices: readonly Device[]): ReadonlySet<Address> {
  const all = new Set<Address>([addressOf(0xffffffffn, "ipv4")]);
  for (const { address, length } of devices.flatMap((device) => device.addresses)) {
    if (familyOf(address) === "ipv6" || length > 30) continue;
    all.add(addressOf(bitsOf(address) | (0xffffffffn >> BigInt(length)), "ipv4"));
  }
  return all;
}

function localRoute(device: string, address: Address, destination: Prefix): Route {
  const isIpv6 = familyOf(address) === "ipv6";
  return route({
    kind: "local",
    table: "local",
    destination,
    device,
    scope: "host",
    source: isIpv6 ? null : address,
    protocol: "kernel",
    metric: 0,
  });
}
