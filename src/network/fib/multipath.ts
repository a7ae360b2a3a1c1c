import type { Address } from "../../base/address.js";
import { required } from "../../base/assert.js";
import type { Random } from "../../base/random.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { NextHop } from "../route.js";

/** What one flow's way is chosen by. */
export interface MultipathChoice {
  /** The way of each of the host's flows is a draw of its own, the same for every packet of the flow. */
  readonly random: Random;
  readonly flow: string;
  /** The source of a packet of the host's own: the way whose address it is goes first. */
  readonly prefers: (hop: NextHop) => boolean;
}

/**
 * The way out of a multipath route that a flow takes, by the weights of those that are usable. The kernel's hash has a secret
 * that is drawn when it starts; here it is a draw of the host's (linux net/ipv4/fib_semantics.c: fib_select_multipath).
 */
export function chooseHop(hops: readonly NextHop[], choice: MultipathChoice): NextHop {
  const first = required(hops[0], "a way out of a multipath route");
  if (hops.length === 1) return first;
  const preferred = hops.filter(choice.prefers);
  if (preferred.length === 1) return preferred[0] ?? first;
  const among = preferred.length > 0 ? preferred : hops;
  const total = among.reduce((sum, { weight }) => sum + weight, 0);
  let drawn = choice.random.fork(`multipath ${choice.flow}`).next() * total;
  for (const hop of among) {
    drawn -= hop.weight;
    if (drawn < 0) return hop;
  }
  return first;
}

/**
 * What flows are told apart by: with policy 0 by the addresses, with 1 by protocol and ports too
 * (linux net/ipv4/route.c: fib_multipath_hash). An ICMP error takes the way of the packets that it is about.
 */
export function flowKey(packet: Packet, policy: string): string {
  const { transport, source, destination } = packet;
  if (transport.protocol === "icmp" && transport.quoted !== null) {
    const { source: from, destination: to } = transport.quoted;
    return addressKey(to, from);
  }
  const key = addressKey(source, destination);
  if (policy !== "1") return key;
  if (!hasPorts(transport) || packet.fragment !== null) return `${key} ${transport.protocol}`;
  return `${key} ${transport.protocol} ${transport.sourcePort} ${transport.destinationPort}`;
}

/** The key of a flow of which only the addresses are known. */
export function addressKey(source: Address | null, destination: Address): string {
  return `${source ?? "any"} ${destination}`;
}
