import { formatEndpoint } from "../base/address.js";
import { dnsMessageIn } from "../packet/dns-in-payload.js";
import { icmpName } from "../packet/icmp-name.js";
import type { Packet, Payload } from "../packet/packet.js";
import { hasPorts } from "../packet/ports.js";
import { chunkName } from "../packet/sctp-chunk.js";

/** `10.244.1.2:40000 > 10.96.1.64:80`: who speaks to whom, as tcpdump writes it. */
export function tupleText(packet: Packet): string {
  const { source, destination, transport } = packet;
  if (!hasPorts(transport)) return `${source} > ${destination}`;
  const from = formatEndpoint(source, transport.sourcePort);
  return `${from} > ${formatEndpoint(destination, transport.destinationPort)}`;
}

const LONGEST_LINE = 20;

/** What a packet is in a few words: `SYN`, `A?`, `A NXDOMAIN`, `PSH,ACK "GET / HTTP/1.1"`, `icmp echo request`. */
export function natureText(packet: Packet): string {
  const { transport } = packet;
  if (transport.protocol === "icmp") {
    const name = packet.family === "ipv6" ? "icmpv6" : "icmp";
    return `${name} ${icmpName(packet.family, transport.type, transport.code)}`;
  }
  const dns = dnsMessageIn(transport.payload);
  if (dns !== null) {
    const { flags, question, rcode } = dns;
    const type = question[0]?.type ?? "";
    return flags.qr ? `${type} ${rcode}` : `${type}?`;
  }
  if (transport.payload.kind === "frame") return `vxlan ${transport.payload.network}`;
  if (transport.protocol === "sctp") {
    const chunks = transport.chunks.map(({ type }) => chunkName(type)).join(",");
    return ["sctp", chunks, ...firstLineOf(transport.payload)].join(" ");
  }
  if (transport.protocol !== "tcp") return transport.protocol;
  return [transport.flags.join(","), ...firstLineOf(transport.payload)].join(" ");
}

// What a text begins with tells a request from its answer: `GET / HTTP/1.1`.
function firstLineOf(payload: Payload): readonly string[] {
  if (payload.kind !== "text") return [];
  const [line = ""] = payload.text.split(/[\r\n]/, 1);
  return [JSON.stringify(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line)];
}
