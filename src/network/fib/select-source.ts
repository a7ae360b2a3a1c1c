import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, prefix, prefixOf } from "../../base/prefix.js";
import type { Device, InterfaceAddress } from "../device.js";
import { isSecondary } from "../local-table.js";
import type { Route } from "../route.js";
import type { SourceWish } from "./source-wish.js";
import { preferredSource } from "./prefer-ipv6-source.js";

const LOOPBACK_RANGE = prefix("127.0.0.0/8");

/** The address that a host takes for a packet that leaves by a device; null where it has none. */
export function selectSource(devices: readonly Device[], wish: SourceWish): Address | null {
  return wish.family === "ipv4" ? selectIpv4(devices, wish) : preferredSource(devices, wish);
}

// linux net/ipv4/devinet.c: inet_select_addr. The primary address of the next hop's network, else the device's first,
// else the first of another device.
function selectIpv4(
  devices: readonly Device[],
  { device: name, towards, scope, routesLocalnet }: SourceWish,
): Address | null {
  const out = devices.find((device) => device.name === name);
  const own = out === undefined ? [] : primaries(out);
  const wide = own.filter(
    ({ address }) => isWideEnough(address, scope) || (routesLocalnet && scope !== "global"),
  );
  const near = wide.find(
    ({ address, length }) =>
      towards !== null &&
      familyOf(towards) === "ipv4" &&
      contains(prefixOf(address, length), towards),
  );
  const chosen = near ?? wide[0];
  if (chosen !== undefined) return chosen.address;
  const others = devices.flatMap(primaries);
  return others.find(({ address }) => isWideEnough(address, scope))?.address ?? null;
}

function primaries(device: Device): readonly InterfaceAddress[] {
  return device.addresses.filter(
    (own) => familyOf(own.address) === "ipv4" && !isSecondary(device, own),
  );
}

// Addresses of 127.0.0.0/8 have the scope host, all others are global.
function isWideEnough(address: Address, scope: Route["scope"]): boolean {
  return scope === "host" || !contains(LOOPBACK_RANGE, address);
}
