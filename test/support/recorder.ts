import { hasPorts } from "../../src/packet/ports.js";
import { address } from "../../src/base/address.js";
import type { DnsMessage, RecordType } from "../../src/packet/dns-message.js";
import type { Packet, TcpFlag } from "../../src/packet/packet.js";
import type { EventBody, TraceEvent } from "../../src/trace/event/event.js";
import type { ConnectionEntry, WalkContext } from "../../src/trace/event/netfilter-event.js";
import { namespaceId, packetId } from "../../src/trace/id.js";

/** Collects hand-written events; the clock advances by a microsecond with each. */
export interface Recorder {
  readonly events: TraceEvent[];
  /** Notes a fact in a namespace, about a packet or none. */
  readonly say: (namespace: string, packet: number | null, body: EventBody) => void;
  /** Notes the walk of a chain without rules. */
  readonly emptyWalk: (
    namespace: string,
    packet: number,
    hook: string,
    table: string,
    context: WalkContext,
  ) => void;
}

/** An empty recorder. */
export function createRecorder(): Recorder {
  const events: TraceEvent[] = [];
  const say: Recorder["say"] = (namespace, packet, body) => {
    events.push({
      at: events.length,
      namespace: namespaceId(namespace),
      packet: packet === null ? null : packetId(packet),
      ...body,
    });
  };
  return {
    events,
    say,
    emptyWalk: (namespace, packet, hook, table, context) => {
      say(namespace, packet, { kind: "table-entered", hook, table, chain: hook, context });
      say(namespace, packet, {
        kind: "table-left",
        hook,
        table,
        verdict: "accept",
        byPolicy: true,
        misses: [],
        visited: 0,
      });
    },
  };
}

/** A packet from text: `udp`, or the flags of a TCP segment such as `SYN,ACK`. */
export function packetOf(
  from: string,
  to: string,
  kind: string,
  content: DnsMessage | string | null = null,
): Packet {
  const [source = "", sourcePort = ""] = from.split(":");
  const [destination = "", destinationPort = ""] = to.split(":");
  const ports = { sourcePort: Number(sourcePort), destinationPort: Number(destinationPort) };
  const payload =
    content === null
      ? ({ kind: "none" } as const)
      : typeof content === "string"
        ? ({ kind: "text", text: content } as const)
        : ({ kind: "dns", message: content } as const);
  return {
    family: "ipv4",
    source: address(source),
    destination: address(destination),
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport:
      kind === "udp"
        ? { protocol: "udp", ...ports, payload }
        : {
            protocol: "tcp",
            ...ports,
            flags: kind.split(",") as TcpFlag[],
            sequence: 0,
            acknowledgement: 0,
            payload,
          },
  };
}

/** What a walk knew of a packet that enters a node at a device. */
export function contextOf(
  headers: Packet,
  input: string | null,
  output: string | null,
): WalkContext {
  return {
    headers,
    input,
    output,
    mark: 0,
    state: "NEW",
    status: [],
    sourceType: "UNICAST",
    destinationType: "UNICAST",
  };
}

/** A conntrack entry of a new connection; the reply is expected from another place where it was translated. */
export function entryOf(
  packet: Packet,
  translated: string | null,
  status: ConnectionEntry["status"],
): ConnectionEntry {
  if (!hasPorts(packet.transport)) throw new Error("no ports");
  const { protocol, sourcePort, destinationPort } = packet.transport;
  const [source = "", port = ""] = (translated ?? `${packet.destination}:${destinationPort}`).split(
    ":",
  );
  return {
    protocol,
    original: {
      source: packet.source,
      destination: packet.destination,
      sourcePort,
      destinationPort,
      icmp: null,
    },
    reply: {
      source,
      destination: packet.source,
      sourcePort: Number(port),
      destinationPort: sourcePort,
      icmp: null,
    },
    protocolState: protocol === "tcp" ? "SYN_SENT" : null,
    seenReply: false,
    assured: false,
    confirmed: false,
    status,
    mark: 0,
    expiresAt: 120_000_000,
  };
}

/** A DNS query or its answer. */
export function messageOf(
  name: string,
  type: RecordType,
  answers: readonly string[] | null,
): DnsMessage {
  return {
    id: 4711,
    flags: {
      qr: answers !== null,
      aa: answers !== null,
      tc: false,
      rd: true,
      ra: answers !== null,
      ad: false,
      cd: false,
    },
    rcode: "NOERROR",
    question: [{ name, type, class: "IN" }],
    answer: (answers ?? []).map((data) => ({ name, type, class: "IN", ttl: 5, data })),
    authority: [],
    additional: [],
  };
}
