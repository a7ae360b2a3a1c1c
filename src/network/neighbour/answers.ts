import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, prefixOf } from "../../base/prefix.js";
import { NO_PAYLOAD } from "../../packet/packet.js";
import type { Packet } from "../../packet/packet.js";
import type { Device } from "../device.js";
import { decideInput } from "../fib/decide-input.js";
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
export function answersFor(host: Host, device: Device, asked: Asked): boolean {
  const { target, sender } = asked;
  if (!device.up) return false;
  // ND answers only for an address of the device itself.
  if (familyOf(target) === "ipv6") return owns(device, target);
  if (sender === null) return owns(device, target);
  // ARP asks the routing decision: what it takes for its own it answers for, on whichever device the address is.
  const packet = asIfSent(sender, target);
  const decision = decideInput(host, { packet, mark: 0, input: device.name });
  switch (decision.kind) {
    case "local":
      return decision.route?.kind === "local" && !isIgnored(host, device, asked);
    case "forward":
      return (
        host.settings.either(device.name, "proxy_arp") && decision.route.device !== device.name
      );
    case "refused":
      return false;
  }
}

// linux net/ipv4/arp.c: arp_ignore, of its values those that Documentation/networking/ip-sysctl.rst names for a device.
function isIgnored({ settings }: Host, device: Device, { target, sender }: Asked): boolean {
  switch (settings.greater(device.name, "arp_ignore")) {
    case 1:
      return !owns(device, target);
    case 2:
      return !device.addresses.some(
        ({ address, length }) =>
          address === target && sender !== null && contains(prefixOf(address, length), sender),
      );
    case 8:
      return true;
    default:
      return false;
  }
}

function owns(device: Device, target: Address): boolean {
  return device.addresses.some(({ address }) => address === target);
}

function asIfSent(source: Address, destination: Address): Packet {
  return {
    family: "ipv4",
    source,
    destination,
    ttl: 1,
    dontFragment: false,
    fragment: null,
    transport: { protocol: "ipip", payload: NO_PAYLOAD },
  };
}
