import type { Packet } from "../../packet/packet.js";
import { natureText } from "../../trace/tuple-text.js";
import type { NetworkEvent } from "../../trace/event/network-event.js";
import type { TraceEvent } from "../../trace/event/event.js";
import { addressesOf, nameOf, namespaceOf, withoutRoot } from "../naming.js";
import { namespaceId } from "../../trace/id.js";
import { readableRule } from "../rule-text.js";
import { endsOf, firstLine, receiverOf, ruleTextAt, say, senderOf } from "./context.js";
import type { Caption, Teller, Tellers, Telling } from "./context.js";
import { subjectOf } from "./subject.js";

/** What is said about a packet's way. */
export const NETWORK: Tellers<NetworkEvent["kind"]> = {
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
  "packet-ended": (event, telling) => endedCaption(event, telling),
};

const createdCaption: Teller<"packet-created"> = ({ headers, program, parent }, telling) => {
  const { host } = telling;
  const { transport } = headers;
  const destination = receiverOf(telling, headers);
  const { source } = endsOf(headers);
  if (transport.protocol === "icmp") {
    const { type, code } = transport;
    const isError = transport.quoted !== null && parent !== null;
    return say(isError ? "sent-icmp-error" : "sent-icmp", { host, destination, type, code });
  }
  if (transport.payload.kind === "dns") {
    const { question, flags, rcode } = transport.payload.message;
    const { name = ".", type = "?" } = question[0] ?? {};
    const parameters = { program, host, destination, type, name: withoutRoot(name) };
    return flags.qr ? say("sent-answer", { ...parameters, rcode }) : say("sent-query", parameters);
  }
  const parameters = { program, host, source, destination };
  if (transport.protocol === "udp") return say("sent-datagram", parameters);
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

const endedCaption: Teller<"packet-ended"> = (event, telling) => {
  const { reason, disposition } = event;
  const { host, packet } = telling;
  switch (reason.kind) {
    case "socket":
      return packet === null
        ? say("ended-otherwise", { host, disposition })
        : deliveredCaption(packet.headers, reason, telling);
    case "no-socket": {
      const protocol = packet?.headers.transport.protocol.toUpperCase() ?? "";
      return say("ended-no-socket", { host, protocol, port: reason.port });
    }
    case "rule":
      return endedByRule(event, reason, telling);
    case "no-route":
      return say("ended-no-route", { host, destination: reason.destination });
    case "ttl":
      return say("ended-ttl", { host });
    case "no-neighbour":
      return say("ended-no-neighbour", { host, address: reason.address });
    case "outside":
      return say("ended-outside", { host, destination: reason.destination });
    case "not-for-us":
      return notForUs(event, telling);
    case "reroute-failed":
      return say("ended-reroute", { host, destination: reason.destination });
    case "unknown-match": {
      const { table, chain, rule } = reason;
      const text = ruleTextAt(telling, event, table, chain, rule) ?? "?";
      return say("ended-unknown-match", { table, chain, rule, ruleText: text });
    }
    case "end-of-play":
      return say("ended-with-play", { host });
  }
};

function deliveredCaption(
  headers: Packet,
  { program, port }: { readonly program: string; readonly port: number },
  telling: Telling,
): Caption {
  const { host } = telling;
  const { payload } = headers.transport;
  const parameters = { program, host, port, source: senderOf(telling, headers) };
  if (payload.kind === "dns") {
    const { question, flags, rcode } = payload.message;
    const { name = ".", type = "?" } = question[0] ?? {};
    const asked = { ...parameters, type, name: withoutRoot(name) };
    return flags.qr ? say("delivered-answer", { ...asked, rcode }) : say("delivered-query", asked);
  }
  if (payload.kind === "text") {
    return say("delivered-data", { ...parameters, data: firstLine(payload.text, 60) });
  }
  return say("delivered-segment", { ...parameters, nature: natureText(headers) });
}

function endedByRule(
  event: TraceEvent & { readonly kind: "packet-ended" },
  reason: { readonly table: string; readonly chain: string; readonly rule: number | null },
  telling: Telling,
): Caption {
  const { host } = telling;
  const { table, chain, rule } = reason;
  if (rule === null) return say("dropped-by-policy", { host, table, chain });
  const text = ruleTextAt(telling, event, table, chain, rule) ?? "?";
  const { condition, target } = readableRule(text);
  const parameters = { host, table, chain, rule, ruleText: `${condition} → ${target}`.trim() };
  return say(event.disposition === "rejected" ? "rejected-by-rule" : "dropped-by-rule", parameters);
}

// The same reason also closes a packet that the kernel of its own destination takes in.
function notForUs(
  event: TraceEvent & { readonly kind: "packet-ended" },
  telling: Telling,
): Caption {
  const { host, packet, trace } = telling;
  const namespace = namespaceOf(trace.header, event.namespace);
  const destination = packet?.headers.destination;
  if (destination === undefined || namespace === undefined || event.disposition === "consumed") {
    return event.disposition === "consumed"
      ? say("ended-by-kernel", { host })
      : say("ended-otherwise", { host, disposition: event.disposition });
  }
  return addressesOf(namespace).includes(destination)
    ? say("ended-otherwise", { host, disposition: event.disposition })
    : say("ended-not-for-us", { host, destination });
}

function hasChanged(packet: NonNullable<Telling["packet"]>): boolean {
  return (
    packet.translatedFrom !== null &&
    packet.translatedFrom.destination !== packet.headers.destination &&
    packet.pass?.stations.some(({ result }) => result === "changed") === true
  );
}
