import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { decideOutput } from "../../network/fib/decide-output.js";
import type { Host } from "../../network/host.js";
import type { IcmpMessage, Packet } from "../../packet/packet.js";

/** What a host learns of its ways out from an ICMP message about a packet of its own: a shorter path MTU, a better next hop. */
export function learnWay(
  host: Host,
  { input }: Pick<SocketBuffer, "input">,
  { packet, message }: { readonly packet: Packet; readonly message: IcmpMessage },
  now: number,
): void {
  const { quoted, mtu, gateway } = message;
  if (quoted === null) return;
  if (mtu !== null) learnMtu(host, quoted, mtu, now);
  if (gateway !== null && input !== null) learnGateway(host, { packet, message, input });
}

// linux net/ipv4/route.c: __ip_rt_update_pmtu; net/ipv6/route.c: rt6_do_update_pmtu. IPv6 has no shorter way than 1280.
function learnMtu(host: Host, { family, destination }: Packet, mtu: number, now: number): void {
  const least = family === "ipv4" ? host.settings.number("net/ipv4/route/min_pmtu") : 1280;
  const expires = host.settings.number("net/ipv4/route/mtu_expires") * 1_000_000;
  host.learned.noteMtu(destination, Math.max(mtu, least), now + expires);
}

// linux net/ipv4/route.c: __ip_do_redirect. Only the next hop itself may name another one, and only one that is no address of ours.
function learnGateway(
  host: Host,
  told: { readonly packet: Packet; readonly message: IcmpMessage; readonly input: string },
): void {
  const { packet, message, input: device } = told;
  const { quoted, gateway } = message;
  if (quoted === null || gateway === null || !acceptsRedirects(host, packet, device)) return;
  const { destination, source } = quoted;
  const decision = decideOutput(host, { destination, source });
  if (decision.kind === "refused") return;
  const { route } = decision;
  const instead = route.gateway;
  if (instead !== packet.source || gateway === instead || route.device !== device) return;
  if (host.view.addressTypeOf(gateway) !== "UNICAST") return;
  host.learned.noteGateway(destination, { gateway, instead, device });
}

function acceptsRedirects({ settings }: Host, { family }: Packet, device: string): boolean {
  const own = settings.ofDevice(family, device, "accept_redirects") !== 0;
  if (family === "ipv6") return own;
  const all = settings.ofDevice(family, "all", "accept_redirects") !== 0;
  const forwards = settings.ofDevice(family, device, "forwarding") !== 0;
  return forwards ? own && all : own || all;
}
