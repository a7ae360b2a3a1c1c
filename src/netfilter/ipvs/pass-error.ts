import type { IcmpMessage, Packet } from "../../packet/packet.js";
import type { Hook } from "../hook.js";
import { accepted } from "../netfilter-host.js";
import type { HookResult, NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { End } from "./connection.js";
import { endsOf, withEnd } from "./ends.js";
import { note, routedAgain, tell } from "./translate.js";

// linux ip_vs_core.c: ip_vs_out_icmp, ip_vs_out_icmp_v6. Of IPv4 unreachable, source quench and time exceeded; of IPv6
// unreachable, packet too big and time exceeded.
const ERRORS: Readonly<Record<Packet["family"], readonly number[]>> = {
  ipv4: [3, 4, 11],
  ipv6: [1, 2, 3],
};

/** An ICMP error about a packet of a balanced connection: about one to a real server it goes to the client, about an answer to the real server. */
export function passError(hook: Hook, buffer: SocketBuffer, host: NetfilterHost): HookResult {
  const { packet } = buffer;
  const { transport } = packet;
  if (transport.protocol !== "icmp" || transport.quoted === null) return accepted(buffer);
  const quoted = endsOf(transport.quoted);
  if (quoted === null || !ERRORS[packet.family].includes(transport.type)) return accepted(buffer);
  const { protocol, source, destination } = quoted;
  const toClient = host.ipvs.findByServer({ protocol, client: source, real: destination });
  if (toClient !== null) {
    note(hook, toClient, "out", host);
    const quote = withEnd(transport.quoted, "destination", toClient.virtual);
    const headers = about(packet, "source", toClient.virtual, { ...transport, quoted: quote });
    tell(hook, "un-dnat", packet, headers, host);
    return routedAgain(hook, { ...buffer, packet: headers, isBalanced: true }, host);
  }
  const toServer = host.ipvs.findByClient({ protocol, client: destination, virtual: source });
  if (toServer === null) return accepted(buffer);
  note(hook, toServer, "in", host);
  const quote = withEnd(transport.quoted, "source", toServer.real);
  const headers = about(packet, "destination", toServer.real, { ...transport, quoted: quote });
  tell(hook, "dnat-again", packet, headers, host);
  const sent: SocketBuffer = { ...buffer, packet: headers, isBalanced: true };
  const isLocal = host.view.addressTypeOf(toServer.real.address) === "LOCAL";
  return isLocal ? accepted(sent) : { ...accepted(sent), verdict: "stolen" };
}

// ip_vs_core.c: ip_vs_nat_icmp
function about(
  packet: Packet,
  side: "source" | "destination",
  { address }: End,
  transport: IcmpMessage,
): Packet {
  return { ...packet, [side]: address, transport };
}
