import { contains } from "../../base/prefix.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { IcmpMessage, Packet } from "../../packet/packet.js";
import { EVERYBODY, GROUPS, NOBODY } from "../fib/address-type.js";
import { decideOutput } from "../fib/decide-output.js";
import { askLink } from "../neighbour/ask.js";
import type { NeighbourQuestion } from "../neighbour/neighbour-table.js";
import { noteNeighbour } from "../neighbour/note-neighbour.js";
import { isUsable } from "../neighbour/resolve.js";
import { pathMtu } from "../path-mtu.js";
import type { PassContext } from "./pass-result.js";

// RFC 8201 5: an IPv6 path carries at least this much.
const LEAST_IPV6_MTU = 1280;
const SECOND = 1_000_000;

/**
 * What a host learns of its ways out from an ICMP error: a smaller path MTU, a better next hop. Only who has sent the
 * packet that the error quotes may ask for it.
 */
export function heedError({ packet, input }: SocketBuffer, context: PassContext): void {
  const { transport, family } = packet;
  if (transport.protocol !== "icmp" || transport.quoted === null) return;
  const { quoted, type, code } = transport;
  if (family === "ipv4" ? type === 3 && code === 4 : type === 2) {
    learnMtu(transport, quoted, context);
  } else if (family === "ipv4" && type === 5 && input !== null) {
    learnGateway(packet, { message: transport, quoted, input }, context);
  }
}

// linux net/ipv4/route.c: __ip_rt_update_pmtu; net/ipv6/route.c: __ip6_rt_update_pmtu.
function learnMtu({ mtu }: IcmpMessage, quoted: Packet, { host, now }: PassContext): void {
  const { destination, family } = quoted;
  const decision = decideOutput(host, { destination, source: quoted.source });
  if (decision.kind !== "route" || mtu === null) return;
  const { settings } = host;
  if (family === "ipv4" && settings.number("net/ipv4/ip_no_pmtu_disc") !== 0) return;
  const known = pathMtu(host, decision.route, destination, now);
  if (known < mtu) return;
  const least = family === "ipv4" ? settings.number("net/ipv4/route/min_pmtu") : LEAST_IPV6_MTU;
  const lasts = settings.number("net/ipv4/route/mtu_expires") * SECOND;
  host.learned.noteMtu(destination, Math.max(mtu, Math.min(known, least)), now + lasts);
}

function isKnown(question: NeighbourQuestion, context: PassContext): boolean {
  const { host, wires, now } = context;
  const known = host.neighbours.get(question);
  if (known !== null && isUsable(known)) return true;
  const answer = askLink(host, question, wires);
  if (answer !== null) {
    const fields = { mac: answer.mac, state: "REACHABLE", since: now } as const;
    noteNeighbour(host, question, fields, context);
  }
  return false;
}

// linux net/ipv4/route.c: __ip_do_redirect. Only the next hop that the packet went to may name another one.
function learnGateway(
  packet: Packet,
  at: { readonly message: IcmpMessage; readonly quoted: Packet; readonly input: string },
  context: PassContext,
): void {
  const { host } = context;
  const { gateway } = at.message;
  const { destination, source } = at.quoted;
  const { settings } = host;
  const decision = decideOutput(host, { destination, source });
  if (decision.kind !== "route" || gateway === null) return;
  const { route } = decision;
  if (route.gateway !== packet.source || route.device === null) return;
  const accepts =
    settings.ofDevice("ipv4", at.input, "forwarding") !== 0
      ? settings.both(at.input, "accept_redirects")
      : settings.either(at.input, "accept_redirects");
  const isNowhere =
    gateway === packet.source ||
    gateway === EVERYBODY ||
    contains(GROUPS.ipv4, gateway) ||
    gateway === NOBODY;
  if (!accepts || isNowhere || host.view.addressTypeOf(gateway) !== "UNICAST") return;
  const { device } = route;
  // linux asks for a next hop that it has no address of, and believes the next redirect that names it.
  if (!isKnown({ address: gateway, device }, context)) return;
  host.learned.noteGateway(destination, { gateway, instead: route.gateway, device });
}
