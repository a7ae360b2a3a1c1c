import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, prefixOf } from "../../base/prefix.js";
import { primaryAddress } from "../device.js";
import type { Device } from "../device.js";
import { selectSource } from "../fib/select-source.js";
import type { Host } from "../host.js";

/** Whom a host asks for, and where the packet comes from that waits for the answer; null where none does. */
export interface Asking {
  readonly target: Address;
  readonly source: Address | null;
}

/** The address that a host asks a device's link with; null where it has none (linux net/ipv4/arp.c: arp_solicit; net/ipv6/ndisc.c: ndisc_solicit). */
export function askingAddress(host: Host, device: Device, asking: Asking): Address | null {
  const { target, source } = asking;
  if (familyOf(target) === "ipv6") {
    const isOwn = device.addresses.some(({ address }) => address === source);
    return isOwn ? source : primaryAddress(device, "ipv6");
  }
  if (source !== null && mayBeAnnounced(host, device, { target, source })) return source;
  return selectSource(host.namespace.devices, {
    device: device.name,
    towards: target,
    family: "ipv4",
    scope: "link",
    routesLocalnet: host.settings.either(device.name, "route_localnet"),
  });
}

// Documentation/networking/ip-sysctl.rst: arp_announce.
function mayBeAnnounced(
  { view, settings }: Host,
  { name, addresses }: Device,
  { target, source }: { readonly target: Address; readonly source: Address },
): boolean {
  if (view.addressTypeOf(source) !== "LOCAL") return false;
  switch (settings.greater(name, "arp_announce")) {
    case 1:
      return addresses.some(({ address, length }) => {
        const near = prefixOf(address, length);
        return contains(near, target) && contains(near, source);
      });
    case 2:
      return false;
    default:
      return true;
  }
}
