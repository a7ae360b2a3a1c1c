import { dnsMessageIn } from "../packet/dns-in-payload.js";
import type { Packet, SctpPacket } from "../packet/packet.js";
import type { SctpChunkType } from "../packet/sctp-chunk.js";
import type { EventKind, TraceEvent } from "./event/event.js";
import type { TraceHeader } from "./header.js";
import type { TraceState } from "./state.js";
import { tupleText } from "./tuple-text.js";

/** What a story predicate may look at: the moments before and after the event, and the header. */
export interface Telling {
  readonly header: TraceHeader;
  readonly before: TraceState;
  readonly after: TraceState;
}

/** What an event would say aloud, as a key, or null for nothing. A key is said once per request. */
export type Saying<Kind extends EventKind> = (
  event: TraceEvent & { readonly kind: Kind },
  telling: Telling,
) => string | null;

/** A SYN, a FIN or a reset leaves; data and bare acknowledgements are told when they arrive. */
export const packetCreated: Saying<"packet-created"> = ({ headers }) => {
  switch (errandOf(headers)) {
    case "SYN":
      return `sent SYN ${tupleText(headers)}`;
    case "FIN":
      return "closing";
    case "RST":
      return "reset";
    case "icmp":
      return `sent ${tupleText(headers)}`;
    case "SYN,ACK":
    case "ACK":
    case "data":
    case "query":
    case "answer":
    case "udp":
    case "outer":
      return null;
  }
};

const GOES_ON: ReadonlySet<string> = new Set(["fragmented", "reassembled", "decapsulated"]);

/** A packet arrives for the first time with what it was sent for; one that is lost is always told. */
export const packetEnded: Saying<"packet-ended"> = (event, { after }) => {
  const packet = event.packet === null ? undefined : after.packets[event.packet];
  // What goes on as something else is told by that.
  if (packet === undefined || GOES_ON.has(event.reason.kind)) return null;
  if (event.disposition !== "delivered" && event.disposition !== "consumed") {
    return `${event.disposition} ${JSON.stringify(event.reason)} ${conversationOf(packet.born)}`;
  }
  switch (errandOf(packet.headers)) {
    case "SYN":
    case "data":
    case "RST":
    case "icmp":
      return `delivered ${errandOf(packet.headers)} ${tupleText(packet.headers)}`;
    case "query":
      return "delivered query";
    // The answer, the SYN-ACK and the rest are told by what they bring about.
    case "answer":
    case "SYN,ACK":
    case "ACK":
    case "FIN":
    case "udp":
    case "outer":
      return null;
  }
};

/** A network, or a cable between hosts, is crossed by the first packet of a conversation; a pod's own cable is no news. */
export const linkCrossed: Saying<"link-crossed"> = (event, { header, after }) => {
  const packet = event.packet === null ? undefined : after.packets[event.packet];
  if (packet === undefined || !isBetweenHosts(header, event.segment)) return null;
  switch (errandOf(packet.headers)) {
    case "SYN":
    case "query":
    case "udp":
    case "outer":
    case "icmp":
      return `crossed ${event.segment} from ${event.fromNamespace} ${conversationOf(packet.born)}`;
    case "answer":
    case "SYN,ACK":
    case "ACK":
    case "FIN":
    case "RST":
    case "data":
      return null;
  }
};

function isBetweenHosts({ segments, namespaces }: TraceHeader, id: string): boolean {
  const segment = segments.find((one) => one.id === id);
  if (segment === undefined || segment.kind === "lan") return segment !== undefined;
  const inner = new Set(namespaces.filter(({ node }) => node !== null).map((one) => one.id));
  return !segment.ports.some(({ namespace }) => inner.has(namespace));
}

/** A conversation's translation is told when it is set up, and when it is first undone. */
export const packetTranslated: Saying<"packet-translated"> = (event, { after }) => {
  const packet = event.packet === null ? undefined : after.packets[event.packet];
  if (packet === undefined) return null;
  switch (event.translation) {
    case "dnat":
    case "snat":
    case "un-dnat":
    case "un-snat":
      return `${event.translation} ${conversationOf(packet.born)}`;
    case "dnat-again":
    case "snat-again":
      return null;
  }
};

/** A connection is established for the side that asked for it, and closed when the last acknowledgement is in. */
export const socketChanged: Saying<"socket-changed"> = (event, { before }) => {
  const ends = `${event.local} ${event.remote}`;
  const last = before.sockets.find(
    ({ namespace, local, remote }) =>
      namespace === event.namespace && `${local} ${remote}` === ends,
  );
  if (last !== undefined && ASKED[last.state] === event.state) return `established ${ends}`;
  const isLast = last?.state === "LAST-ACK" || last?.state === "SHUTDOWN_ACK_SENT";
  if (isLast && event.state === "CLOSED") return "closed";
  return null;
};

// In what state the side that asked for a connection waits, and in which it has it.
const ASKED: Readonly<Record<string, string>> = {
  "SYN-SENT": "ESTAB",
  COOKIE_ECHOED: "ESTABLISHED",
};

/** What a packet is sent for, in the words of a story. */
export type Errand =
  | "SYN"
  | "SYN,ACK"
  | "ACK"
  | "FIN"
  | "RST"
  | "data"
  | "query"
  | "answer"
  | "udp"
  | "icmp"
  | "outer";

/** A packet's errand. */
export function errandOf({ transport }: Packet): Errand {
  if (transport.protocol === "icmp") return "icmp";
  if (transport.protocol === "ipip" || transport.protocol === "gre") return "outer";
  if (transport.payload.kind === "frame") return "outer";
  const dns = dnsMessageIn(transport.payload);
  if (dns !== null) return dns.flags.qr ? "answer" : "query";
  if (transport.protocol === "sctp") return errandOfChunks(transport);
  if (transport.protocol !== "tcp") return "udp";
  const { flags } = transport;
  if (flags.includes("RST")) return "RST";
  if (flags.includes("SYN")) return flags.includes("ACK") ? "SYN,ACK" : "SYN";
  // A last segment that carries data is told for its data.
  if (transport.payload.kind !== "none") return "data";
  return flags.includes("FIN") ? "FIN" : "ACK";
}

// What a chunk does is what a segment of TCP does for a connection.
const CHUNKS: Readonly<Partial<Record<SctpChunkType, Errand>>> = {
  INIT: "SYN",
  INIT_ACK: "SYN,ACK",
  ABORT: "RST",
  SHUTDOWN: "FIN",
};

function errandOfChunks({ chunks, payload }: SctpPacket): Errand {
  const [first] = chunks;
  if (payload.kind !== "none") return "data";
  return (first && CHUNKS[first.type]) ?? "ACK";
}

/** The conversation that a packet is of. All look-ups of a request are one: they go the same way. */
export function conversationOf(born: Packet): string {
  return born.transport.payload.kind === "dns" ? "dns" : tupleText(born);
}
