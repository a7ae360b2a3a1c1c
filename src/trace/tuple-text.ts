import { formatEndpoint } from "../base/address.js";
import type { Packet } from "../packet/packet.js";

/** `10.244.1.2:40000 > 10.96.1.64:80`: who speaks to whom, as tcpdump writes it. */
export function tupleText(packet: Packet): string {
  const { source, destination, transport } = packet;
  if (transport.protocol === "icmp") return `${source} > ${destination}`;
  const from = formatEndpoint(source, transport.sourcePort);
  return `${from} > ${formatEndpoint(destination, transport.destinationPort)}`;
}

/** What a packet is in one or two words: `SYN`, `A?`, `NXDOMAIN`, `data`, `echo request`. */
export function natureText(packet: Packet): string {
  const { transport } = packet;
  if (transport.protocol === "icmp") return `icmp ${transport.type}/${transport.code}`;
  if (transport.payload.kind === "dns") {
    const { flags, question, rcode } = transport.payload.message;
    const type = question[0]?.type ?? "";
    return flags.qr ? `${type} ${rcode}` : `${type}?`;
  }
  if (transport.protocol === "udp") return "udp";
  const data = transport.payload.kind === "none" ? [] : ["data"];
  return [transport.flags.join(","), ...data].join(" ");
}
