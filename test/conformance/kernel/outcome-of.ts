import type { Packet } from "../../../src/packet/packet.js";
import { icmpCauseOf } from "../../../src/packet/icmp-error.js";
import type { TraceEvent } from "../../../src/trace/event/event.js";
import type { NamespaceId, PacketId } from "../../../src/trace/id.js";
import { packetText } from "./journey-of.js";
import type { PlayedProbe } from "./probe-time.js";
import type { Running } from "./run-world.js";
import type { Probe } from "./world-file.js";

/** What was seen of a probe from outside. */
export interface Seen extends PlayedProbe {
  readonly events: readonly TraceEvent[];
  readonly client: NamespaceId;
}

/** The outcome of a probe in the words of a recording: what its client was told, by whom, and what the server saw. */
export function outcomeOf(
  running: Running,
  probe: Probe,
  played: Seen,
): Readonly<Record<string, unknown>> {
  const arrived = arrivals(played);
  const told = arrived.flatMap(toldBy);
  if (probe.proto === "icmp") return echoOutcome(arrived, told);
  const answer = onTheWire(played).find((packet) => isAnswer(packet, probe));
  const replies = running.seen.slice(0, 1).map(replyOf);
  const reply =
    (probe.count ?? 1) > 1 ? Array.from({ length: played.answers }, () => replies[0]) : replies[0];
  return {
    result: played.result,
    ...(played.local === null ? {} : { client: played.local }),
    ...(played.errno === null ? {} : { errno: played.errno }),
    ...(told.length === 0 ? {} : { told }),
    ...(answer === undefined ? {} : { answer_from: packetText(answer).split(">")[0] }),
    ...(played.answers === 0 ? {} : { reply }),
    ...(running.seen.length === 0 ? {} : { server_saw: [...running.seen] }),
  };
}

// The packets that came through to the client's own kernel, with the addresses that they had there.
function arrivals({ events, client }: Seen): readonly Packet[] {
  const headers = new Map<PacketId, Packet>();
  const made = new Set<PacketId>();
  return events.flatMap((event) => {
    const { packet } = event;
    if (packet === null) return [];
    if (event.kind === "packet-created") {
      // What comes of a packet of a probe before is no answer to this one.
      if (event.parent !== null && !headers.has(event.parent)) return [];
      headers.set(packet, event.headers);
      if (event.namespace === client && event.program === "probe") made.add(packet);
    }
    if (event.kind === "packet-translated") headers.set(packet, event.headers);
    if (event.kind !== "packet-ended" || event.namespace !== client) return [];
    const reached =
      ["delivered", "consumed"].includes(event.disposition) || event.reason.kind === "no-socket";
    const own = headers.get(packet);
    return reached && own !== undefined && !made.has(packet) ? [own] : [];
  });
}

// The packets as the client's devices saw them come in.
function onTheWire({ events, client }: Seen): readonly Packet[] {
  const headers = new Map<PacketId, Packet>();
  return events.flatMap((event) => {
    const { packet } = event;
    if (packet === null) return [];
    if (event.kind === "packet-created" || event.kind === "packet-translated")
      headers.set(packet, event.headers);
    const own = headers.get(packet);
    const arrives = event.kind === "device-entered" && event.namespace === client;
    return arrives && own !== undefined ? [own] : [];
  });
}

function toldBy(packet: Packet): readonly string[] {
  const { transport } = packet;
  if (transport.protocol === "icmp") {
    if (transport.quoted === null) return [];
    const cause = icmpCauseOf(transport, packet.family) ?? "?";
    const name = cause === "time-exceeded" ? "ttl-exceeded" : cause;
    return [`ICMP ${transport.type}/${transport.code} ${name} from ${packet.source}`];
  }
  if (transport.protocol !== "tcp" || !transport.flags.includes("RST")) return [];
  return [`RST from ${packet.source}:${transport.sourcePort}`];
}

function isAnswer({ transport }: Packet, probe: Probe): boolean {
  // Recordings look for the first query's answer alone.
  if (transport.protocol === "udp")
    return transport.payload.kind === "text" && transport.payload.text === "A1";
  if (transport.protocol !== "tcp" || probe.proto !== "tcp") return false;
  return transport.flags.includes("SYN") && transport.flags.includes("ACK");
}

function echoOutcome(
  arrived: readonly Packet[],
  told: readonly string[],
): Readonly<Record<string, unknown>> {
  const reply = arrived.find(
    ({ transport }) => transport.protocol === "icmp" && transport.type === 0,
  );
  if (reply !== undefined) return { result: "answered", reply: { from: reply.source } };
  return told.length > 0 ? { result: "unreachable", told } : { result: "timeout" };
}

// `b1 saw 10.0.0.1:40001 at 10.0.0.2:80` as the server itself tells it.
function replyOf(line: string): Readonly<Record<string, string>> {
  const [server = "", , saw = "", , local = ""] = line.split(" ");
  return { server, saw, local };
}
