import { dnsMessageIn } from "../../packet/dns-in-payload.js";
import { echoOf, icmpName } from "../../packet/icmp-name.js";
import type { Packet } from "../../packet/packet.js";
import { hasChunk } from "../../packet/sctp-chunk.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { EndReason } from "../../trace/event/network-event.js";
import { natureText } from "../../trace/tuple-text.js";
import { addressesOf, namespaceOf, withoutRoot } from "../naming.js";
import { readableRule } from "../rule-text.js";
import { firstLine, ruleTextAt, say, senderOf } from "./context.js";
import type { Caption, Teller, Telling } from "./context.js";

type Ended = TraceEvent & { readonly kind: "packet-ended" };

/** How a packet ended, and why. */
export const endedCaption: Teller<"packet-ended"> = (event, telling) => {
  const { reason, disposition } = event;
  const { host, packet } = telling;
  switch (reason.kind) {
    case "socket":
      return packet === null
        ? say("ended-otherwise", { host, disposition })
        : deliveredCaption(packet.headers, reason, telling);
    case "echo":
      return packet === null
        ? say("ended-otherwise", { host, disposition })
        : say("ended-echo", { host, source: senderOf(telling, packet.headers) });
    case "icmp-socket":
      return packet === null
        ? say("ended-otherwise", { host, disposition })
        : heardCaption(packet.headers, reason.program, telling);
    case "no-socket": {
      if (packet !== null && isMidway(packet.headers)) {
        const parameters = { host, source: senderOf(telling, packet.headers), port: reason.port };
        const isSctp = packet.headers.transport.protocol === "sctp";
        return say(isSctp ? "ended-no-association" : "ended-no-connection", parameters);
      }
      const protocol = packet?.headers.transport.protocol.toUpperCase() ?? "";
      return say("ended-no-socket", { host, protocol, port: reason.port });
    }
    case "rule":
      return endedByRule(event, reason, telling);
    case "not-for-us":
      return notForUs(event, telling);
    case "unknown-match": {
      const { table, chain, rule } = reason;
      const text = ruleTextAt(telling, event, table, chain, rule) ?? "?";
      return say("ended-unknown-match", { table, chain, rule, host, ruleText: text });
    }
    case "no-route":
    case "ttl":
    case "no-neighbour":
    case "outside":
    case "not-forwarding":
    case "reverse-path":
    case "martian-source":
    case "martian-destination":
    case "refused-by-route":
    case "too-big":
    case "device-down":
    case "no-port":
    case "not-our-mac":
    case "bridge-loop":
    case "too-long-for-port":
    case "outer-lost":
    case "no-tunnel-end":
    case "tunnel-loop":
    case "decapsulated":
    case "reassembled":
    case "fragmented":
    case "table-full":
    case "clash":
    case "redirect-not-translated":
    case "no-real-server":
    case "real-server-gone":
    case "loopback-balanced":
    case "lost-on-link":
    case "no-protocol":
    case "reroute-failed":
    case "end-of-play":
    case "play-limit":
      return plainly(reason, telling);
  }
};

type Plain = Exclude<
  EndReason,
  {
    readonly kind:
      "socket" | "no-socket" | "rule" | "not-for-us" | "unknown-match" | "echo" | "icmp-socket";
  }
>;

// These need nothing but the host, what the reason itself holds, and the packet's ends.
function plainly(reason: Plain, { host, packet, trace }: Telling): Caption {
  const { kind, ...parameters } = reason;
  const segment = "segment" in reason ? reason.segment : null;
  const named =
    segment === null
      ? {}
      : { segment: trace.header.segments.find(({ id }) => id === segment)?.name ?? segment };
  const ends = packet === null ? {} : { source: packet.headers.source };
  return say(kind === "refused-by-route" ? `ended-${reason.route}` : SENTENCES[kind], {
    host,
    ...ends,
    ...parameters,
    ...named,
  });
}

const SENTENCES = {
  "no-route": "ended-no-route",
  ttl: "ended-ttl",
  "no-neighbour": "ended-no-neighbour",
  outside: "ended-outside",
  "not-forwarding": "ended-not-forwarding",
  "reverse-path": "ended-reverse-path",
  "martian-source": "ended-martian-source",
  "martian-destination": "ended-martian-destination",
  "too-big": "ended-too-big",
  "device-down": "ended-device-down",
  "no-port": "ended-no-port",
  "not-our-mac": "ended-not-our-mac",
  "bridge-loop": "ended-bridge-loop",
  "too-long-for-port": "ended-too-long-for-port",
  "outer-lost": "ended-outer-lost",
  "no-tunnel-end": "ended-no-tunnel-end",
  "tunnel-loop": "ended-tunnel-loop",
  decapsulated: "ended-decapsulated",
  reassembled: "ended-reassembled",
  fragmented: "ended-fragmented",
  "table-full": "ended-table-full",
  clash: "ended-clash",
  "redirect-not-translated": "ended-redirect",
  "no-real-server": "ended-no-real-server",
  "real-server-gone": "ended-real-server-gone",
  "loopback-balanced": "ended-loopback-balanced",
  "lost-on-link": "ended-lost-on-link",
  "no-protocol": "ended-no-protocol",
  "reroute-failed": "ended-reroute",
  "end-of-play": "ended-with-play",
  "play-limit": "ended-at-limit",
} as const;

function deliveredCaption(
  headers: Packet,
  { program, port }: { readonly program: string; readonly port: number },
  telling: Telling,
): Caption {
  const { host } = telling;
  const { payload } = headers.transport;
  const parameters = { program, host, port, source: senderOf(telling, headers) };
  if (headers.transport.protocol === "icmp")
    return say("delivered-icmp", { ...parameters, message: messageOf(headers) });
  const dns = dnsMessageIn(payload);
  if (dns !== null) {
    const { question, flags, rcode } = dns;
    const { name = ".", type = "?" } = question[0] ?? {};
    const asked = { ...parameters, type, name: withoutRoot(name) };
    return flags.qr ? say("delivered-answer", { ...asked, rcode }) : say("delivered-query", asked);
  }
  if (payload.kind === "text") {
    return say("delivered-data", { ...parameters, data: firstLine(payload.text, 60) });
  }
  return say("delivered-segment", { ...parameters, nature: natureText(headers) });
}

// What comes to a socket of ping: the reply, or an error about the request.
function heardCaption(headers: Packet, program: string, telling: Telling): Caption {
  const { host } = telling;
  const parameters = { host, program, source: senderOf(telling, headers) };
  return echoOf(headers) === "reply"
    ? say("ended-echo-reply", parameters)
    : say("ended-icmp-socket", { ...parameters, message: messageOf(headers) });
}

function messageOf({ family, transport }: Packet): string {
  return transport.protocol === "icmp" ? icmpName(family, transport.type, transport.code) : "?";
}

// Only what opens a connection asks for somebody who listens.
function isMidway({ transport }: Packet): boolean {
  if (transport.protocol === "sctp") return !hasChunk(transport.chunks, "INIT");
  if (transport.protocol !== "tcp") return false;
  return !transport.flags.includes("SYN") || transport.flags.includes("ACK");
}

function endedByRule(
  event: Ended,
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
function notForUs(event: Ended, telling: Telling): Caption {
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
