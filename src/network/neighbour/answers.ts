import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { Device } from "../device.js";
import type { Host } from "../host.js";

/** A question as it comes in: who has `target`, asks `sender`. */
export interface Asked {
  readonly target: Address;
  readonly sender: Address | null;
}

/**
 * Whether a host answers for an address that is asked for on one of its devices
 * (linux net/ipv4/arp.c: arp_process; net/ipv6/ndisc.c: ndisc_recv_ns).
 */
export function answersFor(host: Host, device: Device, { target, sender }: Asked): boolean {
  if (!device.up) return false;
  // ND answers only for an address of the device itself.
  if (familyOf(target) === "ipv6") return owns(device, target);
  // A host does not believe that another one has its own address.
  if (sender !== null && host.view.addressTypeOf(sender) === "LOCAL") return false;
  if (host.view.addressTypeOf(target) === "LOCAL") return !target.startsWith("127.");
  return proxies(host, device, target);
}

// linux net/ipv4/arp.c: arp_fwd_proxy. Where the way to the address leads out by another device.
function proxies(host: Host, device: Device, target: Address): boolean {
  const { sysctls } = host.namespace;
  const isProxy = ["all", device.name].some(
    (name) => sysctls[`net/ipv4/conf/${name}/proxy_arp`] === "1",
  );
  if (!isProxy || !forwards(host, device)) return false;
  const route = host.main.ipv4.lookup(target);
  return route !== null && route.kind === "unicast" && route.device !== device.name;
}

function forwards(host: Host, device: Device): boolean {
  const { sysctls } = host.namespace;
  const own = sysctls[`net/ipv4/conf/${device.name}/forwarding`];
  return (own ?? sysctls["net/ipv4/ip_forward"]) === "1";
}

function owns(device: Device, target: Address): boolean {
  return device.addresses.some(({ address }) => address === target);
}
