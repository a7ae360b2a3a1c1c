import { addressOf, bitsOf, familyOf, widthOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { contains, hostPrefix, prefix, prefixOf } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";
import { LOOPBACK } from "./device.js";
import type { Device, InterfaceAddress } from "./device.js";
import { route } from "./route.js";
import type { Route } from "./route.js";

const GROUPS = prefix("ff00::/8");

/** What the kernel itself puts into the local table: what a namespace takes for itself, and where it broadcasts. */
export function localTable(devices: readonly Device[], family: Family): readonly Route[] {
  return devices.flatMap((device) =>
    family === "ipv4" ? localOfIpv4(device) : localOfIpv6(device),
  );
}

// linux net/ipv4/fib_frontend.c: fib_add_ifaddr. An address of a device that is down is the host's own all the same.
function localOfIpv4(device: Device): Route[] {
  const owned = ofFamily(device, "ipv4");
  return owned.flatMap((own, index) => {
    const primary = primaryOf(owned, index);
    const { address, length } = own;
    const single = localRoute(device.name, hostPrefix(address), primary.address);
    if (!device.up || primary !== own) return [single];
    const network = prefixOf(address, length);
    const whole =
      device.name === LOOPBACK && length < widthOf("ipv4")
        ? [localRoute(LOOPBACK, network, address)]
        : [];
    const broadcast = length < 31 ? [broadcastRoute(device.name, network, address)] : [];
    return [...whole, single, ...broadcast];
  });
}

// linux net/ipv6/addrconf.c: add_addr's host route, and addrconf_add_mroute.
function localOfIpv6(device: Device): Route[] {
  const owned = ofFamily(device, "ipv6");
  // A device without ARP looks for no duplicates: its addresses are the host's own at once, up or not (measured).
  if (!device.up && device.link.kind !== "dummy") return [];
  const groups = route({
    kind: "multicast",
    table: "local",
    destination: GROUPS,
    device: device.name,
    protocol: "kernel",
    metric: 256,
  });
  return [
    ...owned.map(({ address }) => localRoute(device.name, hostPrefix(address), null)),
    ...(device.name === LOOPBACK || owned.length === 0 || !device.up ? [] : [groups]),
  ];
}

/** Whether an IPv4 address is a secondary one: it came after another one of the same network on its device. */
export function isSecondary(device: Device, own: InterfaceAddress): boolean {
  const owned = ofFamily(device, "ipv4");
  const index = owned.indexOf(own);
  return index >= 0 && primaryOf(owned, index) !== own;
}

function primaryOf(owned: readonly InterfaceAddress[], index: number): InterfaceAddress {
  const own = owned[index];
  if (own === undefined) throw new Error("hopwise: no address at that index");
  const before = owned
    .slice(0, index)
    .find(
      ({ address, length }) =>
        length === own.length && contains(prefixOf(address, length), own.address),
    );
  return before ?? own;
}

function ofFamily({ addresses }: Device, family: Family): readonly InterfaceAddress[] {
  return addresses.filter(({ address }) => familyOf(address) === family);
}

function broadcastRoute(device: string, network: Prefix, source: Address): Route {
  const last = bitsOf(network.base) | (0xffff_ffffn >> BigInt(network.length));
  return {
    ...localRoute(device, hostPrefix(addressOf(last, "ipv4")), source),
    kind: "broadcast",
    scope: "link",
  };
}

function localRoute(device: string, destination: Prefix, source: Address | null): Route {
  return route({
    kind: "local",
    table: "local",
    destination,
    device,
    scope: "host",
    source,
    protocol: "kernel",
    metric: 0,
  });
}
