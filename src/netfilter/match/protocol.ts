import type { Packet } from "../../packet/packet.js";
import type { MatchForm } from "./form.js";

/** `-p`: the transport protocol, by the name that iptables-save prints. */
export interface ProtocolMatch {
  readonly kind: "protocol";
  readonly negated: boolean;
  readonly protocol: string;
}

/** Other spellings of protocols (/etc/protocols, and the numbers). */
const SPELLINGS: Readonly<Record<string, string>> = {
  "0": "all",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "50": "esp",
  "51": "ah",
  "58": "ipv6-icmp",
  "132": "sctp",
  "136": "udplite",
  icmpv6: "ipv6-icmp",
};

/** The form of `-p`. */
export const protocol: MatchForm<ProtocolMatch> = {
  module: null,
  options: { "-p": 1, "--protocol": 1, "--proto": 1 },
  read(given, reading) {
    const [option, again] = given;
    if (again !== undefined) return reading.mistake(again.name, "rules-repeated-option");
    const word = option?.values[0];
    if (option === undefined || word === undefined) return null;
    const name = protocolName(word.text);
    if (!/^[a-z\d][\w.-]*$/.test(name)) return reading.mistake(word, "rules-not-a-protocol");
    return { kind: "protocol", negated: option.negated, protocol: name };
  },
  print: ({ negated, protocol }) =>
    protocol === "all" ? "" : `${negated ? "! " : ""}-p ${protocol}`,
  holds: ({ negated, protocol }, { headers }) =>
    protocol === "all" || (protocolOf(headers) === protocol) !== negated,
  miss: (match, { headers }) => ({
    clause: protocol.print(match),
    found: protocolOf(headers),
  }),
};

/** The name that a dump uses for a protocol's name or number. */
export function protocolName(text: string): string {
  const lower = text.toLowerCase();
  return SPELLINGS[lower] ?? lower;
}

/** The packet's protocol by iptables' name: ICMP of IPv6 is a protocol of its own there. */
export function protocolOf(packet: Packet): string {
  const { protocol } = packet.transport;
  return protocol === "icmp" && packet.family === "ipv6" ? "ipv6-icmp" : protocol;
}
