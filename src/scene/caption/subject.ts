import { dnsMessageIn } from "../../packet/dns-in-payload.js";
import { echoOf, icmpName } from "../../packet/icmp-name.js";
import { withoutRoot } from "../naming.js";
import type { PacketState } from "../../trace/state.js";
import { firstLine, say } from "./context.js";
import type { Caption } from "./context.js";
import { sctpSubject } from "./sctp.js";

/** A packet as the subject of a sentence: what it is to those who send and receive it. */
export function subjectOf(packet: PacketState | null): Caption {
  if (packet === null) return say("subject-packet");
  const { transport, family, fragment } = packet.headers;
  if (fragment !== null) return say("subject-fragment");
  if (transport.protocol === "icmp") {
    const echo = echoOf(packet.headers);
    if (echo !== null) return say(`subject-echo-${echo}`);
    return say("subject-icmp", { message: icmpName(family, transport.type, transport.code) });
  }
  if (transport.protocol === "ipip" || transport.protocol === "gre") return say("subject-outer");
  const { payload } = transport;
  if (payload.kind === "frame") return say("subject-outer");
  const dns = dnsMessageIn(payload);
  if (dns !== null) {
    const { question, flags, rcode } = dns;
    const { name = ".", type = "?" } = question[0] ?? {};
    const asked = { type, name: withoutRoot(name) };
    return flags.qr ? say("subject-answer", { ...asked, rcode }) : say("subject-query", asked);
  }
  if (transport.protocol === "sctp") return sctpSubject(transport);
  if (transport.protocol !== "tcp") return say("subject-datagram");
  return payload.kind === "text"
    ? say("subject-data", { data: firstLine(payload.text, 40) })
    : say("subject-segment", { flags: transport.flags.join("-") });
}
