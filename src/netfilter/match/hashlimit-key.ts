import type { Address } from "../../base/address.js";
import { prefixOf } from "../../base/prefix.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { HashlimitMatch } from "./hashlimit-match.js";
import { protocolOf } from "./protocol.js";

/** What packets of one kind have in common (linux net/netfilter/xt_hashlimit.c: hashlimit_init_dst). */
export function keyOf(match: HashlimitMatch, packet: Packet): string {
  const { modes, sourceLength, destinationLength } = match;
  const { source, destination, transport } = packet;
  const ports = hasPorts(transport) ? transport : null;
  const parts = [
    modes.includes("srcip") ? masked(source, sourceLength) : "",
    modes.includes("dstip") ? masked(destination, destinationLength) : "",
    modes.includes("srcport") ? (ports?.sourcePort ?? 0) : "",
    modes.includes("dstport") ? (ports?.destinationPort ?? 0) : "",
  ];
  // Ports of two protocols are two kinds.
  const comparesPorts = modes.includes("srcport") || modes.includes("dstport");
  return [...parts, comparesPorts ? protocolOf(packet) : ""].join(" ");
}

function masked(address: Address, length: number): Address {
  return prefixOf(address, length).base;
}
