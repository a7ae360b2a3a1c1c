import type { TcpSegment, Transport } from "../../packet/packet.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { Connection } from "./connection.js";
import { segmentKindOf, tcpStep } from "./tcp-state.js";
import type { TcpState } from "./tcp-state.js";
import { NO_PROGRESS, isInWindow, isStaleReset, progressAfter } from "./tcp-window.js";

/** What a packet does to the connection that it belongs to. */
export type Advance =
  | { readonly kind: "goes-on" | "ends"; readonly connection: Connection }
  | { readonly kind: "invalid" | "reopened" };

// Data that goes both ways for this long makes a UDP exchange a stream (nf_conntrack_proto_udp.c: stream_ts).
const STREAM_AFTER = 2_000_000;

/** The connection after one more of its packets. */
export function advance(
  connection: Connection,
  direction: "original" | "reply",
  transport: Transport,
  host: NetfilterHost,
): Advance {
  switch (transport.protocol) {
    case "tcp":
      return advanceTcp(connection, direction, transport, host);
    case "udp":
      return { kind: "goes-on", connection: advanceUdp(connection, direction, host) };
    case "icmp": {
      const seconds = host.conntrack.timeouts.icmp;
      return { kind: "goes-on", connection: refreshed(connection, direction, seconds, host) };
    }
  }
}

// linux net/netfilter/nf_conntrack_proto_tcp.c: nf_conntrack_tcp_packet.
function advanceTcp(
  connection: Connection,
  direction: "original" | "reply",
  segment: TcpSegment,
  host: NetfilterHost,
): Advance {
  const { entry, progress } = connection;
  const { timeouts } = host.conntrack;
  const kind = segmentKindOf(segment);
  const before = (entry.protocolState ?? "NONE") as TcpState;
  const step = tcpStep(before, direction, kind);
  if (step === "invalid") return { kind: "invalid" };
  if (step === "ignore") return { kind: "goes-on", connection };
  if (step === "SYN_SENT" && (before === "TIME_WAIT" || before === "CLOSE"))
    return { kind: "reopened" };
  const known = progress ?? NO_PROGRESS;
  if (kind === "rst" && isStaleReset(known, direction, segment)) return { kind: "invalid" };
  if (kind !== "rst" && !isInWindow(known, direction, segment)) return { kind: "invalid" };
  // A connection that is refused is over at once, and needs no time to be remembered.
  if (kind === "rst" && direction === "reply" && !entry.seenReply)
    return { kind: "ends", connection: { ...connection, entry: { ...entry, seenReply: true } } };

  const after = progressAfter(known, direction, segment);
  const waits = after.original.waits || after.reply.waits;
  const usual = timeouts.tcp[kind === "rst" ? "CLOSE" : step] ?? 0;
  const oneSided = step === "ESTABLISHED" && direction === "original" && !entry.seenReply;
  const seconds = waits || oneSided ? Math.min(usual, timeouts.tcpUnacknowledged) : usual;
  const assured =
    entry.assured ||
    ((before === "SYN_RECV" || before === "ESTABLISHED") && step === "ESTABLISHED" && !oneSided);
  const next = refreshed(connection, direction, seconds, host);
  return {
    kind: "goes-on",
    connection: {
      ...next,
      progress: after,
      entry: { ...next.entry, protocolState: step, assured },
    },
  };
}

function advanceUdp(
  connection: Connection,
  direction: "original" | "reply",
  host: NetfilterHost,
): Connection {
  const { timeouts } = host.conntrack;
  const answered = connection.entry.seenReply;
  const isStream = answered && host.now > connection.startedAt + STREAM_AFTER;
  const next = refreshed(connection, direction, isStream ? timeouts.udpStream : timeouts.udp, host);
  return isStream ? { ...next, entry: { ...next.entry, assured: true } } : next;
}

function refreshed(
  connection: Connection,
  direction: "original" | "reply",
  seconds: number,
  { now }: NetfilterHost,
): Connection {
  const seenReply = connection.entry.seenReply || direction === "reply";
  const expiresAt = now + seconds * 1_000_000;
  return { ...connection, entry: { ...connection.entry, seenReply, expiresAt } };
}
