import type { Packet } from "../../packet/packet.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { Connection } from "./connection.js";
import { beginSctp } from "./advance-sctp.js";
import type { SctpProgress } from "./sctp-progress.js";
import { sctpTimeoutOf } from "./sctp-state.js";
import { firstProgress } from "./tcp-progress.js";
import type { TcpProgress } from "./tcp-progress.js";
import { segmentKindOf, tcpStep, timeoutOf } from "./tcp-state.js";
import { checkWindow } from "./tcp-window.js";
import { inverseOf, mayBegin } from "./tuple.js";
import type { PacketTuple } from "./tuple.js";

/**
 * A connection for a packet that belongs to none; null where such a packet cannot begin one. A TCP connection may be
 * picked up in its middle, by an ACK, unless `nf_conntrack_tcp_loose` is 0.
 */
export function startConnection(
  { transport, family }: Packet,
  begins: PacketTuple,
  { conntrack: { settings }, now }: NetfilterHost,
): Omit<Connection, "id"> | null {
  if (!mayBegin(begins)) return null;
  let protocolState: string | null = null;
  let seconds = settings.generic_timeout;
  let progress: TcpProgress | null = null;
  let association: SctpProgress | null = null;
  if (transport.protocol === "icmp")
    seconds = family === "ipv4" ? settings.icmp_timeout : settings.icmpv6_timeout;
  if (transport.protocol === "gre") seconds = settings.gre_timeout;
  if (transport.protocol === "udp") seconds = settings.udp_timeout;
  if (transport.protocol === "sctp") {
    const begun = beginSctp(transport);
    if (begun === null) return null;
    protocolState = begun.state;
    seconds = sctpTimeoutOf(begun.state, settings);
    association = begun.progress;
  }
  if (transport.protocol === "tcp") {
    const kind = segmentKindOf(transport);
    const step = tcpStep("NONE", "original", kind);
    if (step === "invalid" || step === "ignore") return null;
    if (step !== "SYN_SENT" && settings.tcp_loose === 0) return null;
    protocolState = step;
    const usual = timeoutOf(step, settings);
    const most = settings.tcp_timeout_unacknowledged;
    seconds = step === "ESTABLISHED" ? Math.min(usual, most) : usual;
    const isLiberal = settings.tcp_be_liberal !== 0;
    const arrival = {
      segment: transport,
      kind,
      direction: "original",
      state: "NONE",
      isLiberal,
    } as const;
    const begun = checkWindow(firstProgress(transport, step === "SYN_SENT"), arrival).progress;
    progress = { ...begun, last: { ...begun.last, kind, direction: "original" } };
  }
  const { protocol, tuple } = begins;
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
      mark: 0,
      expiresAt: now + seconds * 1_000_000,
    },
    settled: { source: false, destination: false },
    startedAt: now,
    progress,
    association,
    lostRace: false,
  };
}
