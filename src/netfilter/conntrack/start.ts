import type { Packet } from "../../packet/packet.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { Connection } from "./connection.js";
import { segmentKindOf, tcpStep } from "./tcp-state.js";
import { NO_PROGRESS, progressAfter } from "./tcp-window.js";
import type { TcpProgress } from "./tcp-window.js";
import { inverseOf } from "./tuple.js";
import type { PacketTuple } from "./tuple.js";

/**
 * A connection for a packet that belongs to none; null where such a packet cannot begin one. A TCP connection may be
 * picked up in its middle, by an ACK (nf_conntrack_tcp_loose=1, the default).
 */
export function startConnection(
  { transport }: Packet,
  { protocol, tuple, role }: PacketTuple,
  { conntrack: { timeouts }, now }: NetfilterHost,
): Omit<Connection, "id"> | null {
  if (role === "reply") return null;
  let protocolState: string | null = null;
  let seconds = transport.protocol === "udp" ? timeouts.udp : timeouts.icmp;
  let progress: TcpProgress | null = null;
  if (transport.protocol === "tcp") {
    const step = tcpStep("NONE", "original", segmentKindOf(transport));
    if (step === "invalid" || step === "ignore") return null;
    protocolState = step;
    const usual = timeouts.tcp[step] ?? 0;
    seconds = step === "ESTABLISHED" ? Math.min(usual, timeouts.tcpUnacknowledged) : usual;
    progress = progressAfter(NO_PROGRESS, "original", transport);
  }
  return {
    entry: {
      protocol,
      original: tuple,
      reply: inverseOf(tuple),
      protocolState,
      seenReply: false,
      assured: false,
      confirmed: false,
      status: [],
      expiresAt: now + seconds * 1_000_000,
    },
    settled: { source: false, destination: false },
    startedAt: now,
    progress,
  };
}
