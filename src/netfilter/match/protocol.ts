import type { Family } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import type { MatchForm } from "./form.js";
import { protocolName, protocolNumber } from "./protocol-number.js";

/** `-p`: the transport protocol, by the name that iptables-save prints. */
export interface ProtocolMatch {
  readonly kind: "protocol";
  readonly negated: boolean;
  readonly protocol: string;
}

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
    if (name !== "all" && protocolNumber(name) === null)
      return reading.mistake(word, "rules-not-a-protocol");
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

/** The packet's protocol by iptables' name: ICMP of IPv6 is a protocol of its own there. */
export function protocolOf(packet: Packet): string {
  const { protocol } = packet.transport;
  if (protocol === "ipip") return innerFamily(packet) === "ipv6" ? "ipv6" : "ipencap";
  return protocol === "icmp" && packet.family === "ipv6" ? "ipv6-icmp" : protocol;
}

function innerFamily({ transport: { payload } }: Packet): Family {
  return payload.kind === "packet" ? payload.packet.family : "ipv4";
}
