import { dnsMessageIn } from "../../packet/dns-in-payload.js";
import type { NetworkEvent } from "../../trace/event/network-event.js";
import { nameOf, ownerOf, withoutRoot } from "../naming.js";
import { echoOf, icmpName, isRedirect } from "../../packet/icmp-name.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { namespaceId } from "../../trace/id.js";
import type { CARRIER } from "./carrier.js";
import { endsOf, firstLine, receiverOf, say } from "./context.js";
import type { Caption, Teller, Tellers, Telling } from "./context.js";
import { endedCaption } from "./ending.js";
import { sctpSent } from "./sctp.js";
import { subjectOf } from "./subject.js";

/** What is said about a packet's way. */
export const NETWORK: Tellers<Exclude<NetworkEvent["kind"], keyof typeof CARRIER>> = {
  "packet-created": (event, telling) => createdCaption(event, telling),
  "route-chosen": (event, telling) => {
    const { host, packet } = telling;
    const { destination, device, gateway } = event;
    const route = event.route ?? "";
    if (event.decision === "local") return say("route-local", { host, destination });
    if (event.decision === "none" || device === null)
      return say("route-none", { host, destination });
    const isNew =
      packet !== null && packet.pass?.namespace === event.namespace && hasChanged(packet);
    const parameters = { host, destination, device, route };
    if (gateway === null) {
      return say(isNew ? "route-translated-direct" : "route-forward-direct", parameters);
    }
    return say(isNew ? "route-translated" : "route-forward", { ...parameters, gateway });
  },
  "ttl-decremented": ({ ttl }, { host }) => say("ttl-decremented", { host, ttl }),
  "neighbour-found": ({ address, mac, device }, { host }) =>
    say("neighbour-found", { host, address, mac, device }),
  "device-left": ({ device }, { host }) => say("device-left", { host, device }),
  "link-crossed": ({ segment, fromDevice, toDevice, fromNamespace }, telling) => {
    const { host, packet } = telling;
    const { header } = telling.trace;
    const found = header.segments.find(({ id }) => id === segment);
    const from = nameOf(header, namespaceId(fromNamespace));
    const parameters = { from, fromDevice, host, toDevice };
    const caption =
      found?.kind === "lan"
        ? say("lan-crossed", { ...parameters, segment: found.name })
        : say("veth-crossed", parameters);
    return { ...caption, parts: { subject: subjectOf(packet) } };
  },
  "device-entered": ({ device }, { host }) => say("device-entered", { host, device }),
  "packet-ended": endedCaption,
};

const createdCaption: Teller<"packet-created"> = (event, telling) => {
  const { headers, program, parent } = event;
  const made = madeOf(event, telling);
  if (made !== null) return made;
  const { host } = telling;
  const { transport } = headers;
  const destination = receiverOf(telling, headers);
  const { source } = endsOf(headers);
  if (transport.protocol === "icmp") {
    const { type, code } = transport;
    const isError = transport.quoted !== null && parent !== null;
    const echo = echoOf(headers);
    if (echo !== null)
      return say(`sent-echo-${echo}`, { program, host, source: headers.source, destination });
    if (isRedirect(headers)) return say("sent-redirect", { host, destination });
    const message = icmpName(headers.family, type, code);
    const parameters = { host, destination, type, code, message };
    if (!isError) return say("sent-icmp", parameters);
    const isOwn = ownerOf(telling.trace.header, headers.destination)?.id === event.namespace;
    return say(isOwn ? "sent-icmp-own" : "sent-icmp-error", parameters);
  }
  if (
    transport.protocol === "ipip" ||
    transport.protocol === "gre" ||
    transport.payload.kind === "frame"
  ) {
    const protocol =
      transport.payload.kind === "frame" ? "VXLAN" : transport.protocol.toUpperCase();
    return say("sent-outer", { host, source, destination, protocol });
  }
  const dns = dnsMessageIn(transport.payload);
  if (dns !== null) {
    const { question, flags, rcode } = dns;
    const { name = ".", type = "?" } = question[0] ?? {};
    const parameters = { program, host, destination, type, name: withoutRoot(name) };
    return flags.qr ? say("sent-answer", { ...parameters, rcode }) : say("sent-query", parameters);
  }
  const parameters = { program, host, source, destination };
  if (transport.protocol === "sctp") return sctpSent(transport, parameters);
  if (transport.protocol !== "tcp") return say("sent-datagram", parameters);
  const flags = transport.flags.join(", ");
  if (transport.flags.includes("RST")) return say("sent-reset", { host, source, destination });
  if (transport.payload.kind === "text") {
    const data = firstLine(transport.payload.text, 60);
    return say("sent-data", { ...parameters, flags, data });
  }
  if (transport.flags.includes("FIN")) return say("sent-fin", parameters);
  if (!transport.flags.includes("SYN")) return say("sent-segment", { ...parameters, flags });
  return transport.flags.includes("ACK")
    ? say("sent-syn-ack", { host, source, destination })
    : say("sent-syn", parameters);
};

// A piece, a copy, or what pieces came to: it has its parent's ends, and nobody sends it anew.
function madeOf(
  { headers, parent }: TraceEvent & { readonly kind: "packet-created" },
  { host, before }: Telling,
): Caption | null {
  const from = parent === null ? undefined : before.packets[parent]?.headers;
  if (from?.source !== headers.source || from.destination !== headers.destination) return null;
  const { source, destination, fragment } = headers;
  const parameters = { host, source, destination };
  if (fragment !== null) {
    const { offset, length } = fragment;
    return say("made-fragment", { ...parameters, first: offset, last: offset + length - 1 });
  }
  return say(from.fragment === null ? "made-copy" : "made-whole", parameters);
}

function hasChanged(packet: NonNullable<Telling["packet"]>): boolean {
  return (
    packet.translatedFrom !== null &&
    packet.translatedFrom.destination !== packet.headers.destination &&
    packet.pass?.stations.some(({ result }) => result === "changed") === true
  );
}
