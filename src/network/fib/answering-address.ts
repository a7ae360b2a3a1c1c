import type { Address } from "../../base/address.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { sourceAddress } from "../host.js";
import type { Host } from "../host.js";
import { selectSource } from "./select-source.js";

/** Whether a packet that has come in was for several hosts: a broadcast, or one for a group. */
export function isForSeveral({ view }: Host, { destination }: SocketBuffer["packet"]): boolean {
  const type = view.addressTypeOf(destination);
  return type === "BROADCAST" || type === "MULTICAST";
}

/**
 * The address that a host answers a packet from: the one that was asked, or for a packet for several an own one, as the way
 * back says; null where it has none (linux net/ipv4/fib_frontend.c: fib_compute_spec_dst).
 */
export function answeringAddress(
  host: Host,
  { packet, input }: Pick<SocketBuffer, "packet" | "input">,
): Address | null {
  const { family, source } = packet;
  if (!isForSeveral(host, packet)) return packet.destination;
  const known = sourceAddress(host, source);
  if (known !== null || input === null) return known;
  return selectSource(host.namespace.devices, {
    device: input,
    towards: source,
    family,
    scope: "global",
    routesLocalnet: host.settings.either(input, "route_localnet"),
  });
}
