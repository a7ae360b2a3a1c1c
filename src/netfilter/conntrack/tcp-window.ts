import type { TcpSegment } from "../../packet/packet.js";
import { segmentLength } from "../../packet/tcp-reset.js";

/** How far one end of a TCP connection has come. */
export interface EndProgress {
  /** The sequence number after the last byte that it sent; null before its first segment. */
  readonly sentUpTo: number | null;
  /** The highest acknowledgement that it sent. */
  readonly acknowledged: number | null;
  /** Whether it waits for an acknowledgement. */
  readonly waits: boolean;
}

/** How far both ends have come, by the direction in which they send. */
export type TcpProgress = Readonly<Record<"original" | "reply", EndProgress>>;

/** Before the first segment. */
export const NO_PROGRESS: TcpProgress = {
  original: { sentUpTo: null, acknowledged: null, waits: false },
  reply: { sentUpTo: null, acknowledged: null, waits: false },
};

// Segments carry no window here; conntrack would accept what the receiver's window, unscaled and at its largest, allows.
const NOMINAL_WINDOW = 65_535;

/** Whether a segment can belong to the connection (linux nf_conntrack_proto_tcp.c: tcp_in_window). */
export function isInWindow(
  progress: TcpProgress,
  direction: "original" | "reply",
  segment: TcpSegment,
): boolean {
  const sender = progress[direction];
  const receiver = progress[direction === "original" ? "reply" : "original"];
  const end = segment.sequence + segmentLength(segment);
  if (sender.sentUpTo === null || segment.flags.includes("SYN")) return true;
  const allowed = (receiver.acknowledged ?? sender.sentUpTo) + NOMINAL_WINDOW;
  if (segment.sequence > allowed || end < sender.sentUpTo - NOMINAL_WINDOW) return false;
  if (!segment.flags.includes("ACK") || receiver.sentUpTo === null) return true;
  const { acknowledgement } = segment;
  return (
    acknowledgement <= receiver.sentUpTo && acknowledgement >= receiver.sentUpTo - NOMINAL_WINDOW
  );
}

/** Whether a reset comes too late: before what the other end has already acknowledged. */
export function isStaleReset(
  progress: TcpProgress,
  direction: "original" | "reply",
  { sequence }: TcpSegment,
): boolean {
  const receiver = progress[direction === "original" ? "reply" : "original"];
  return receiver.acknowledged !== null && sequence !== 0 && sequence < receiver.acknowledged;
}

/** The progress after a segment. */
export function progressAfter(
  progress: TcpProgress,
  direction: "original" | "reply",
  segment: TcpSegment,
): TcpProgress {
  const other = direction === "original" ? "reply" : "original";
  const sender = progress[direction];
  const receiver = progress[other];
  const end = segment.sequence + segmentLength(segment);
  const fresh = end > (sender.sentUpTo ?? -1);
  const hasAck = segment.flags.includes("ACK");
  const acknowledged = hasAck
    ? Math.max(sender.acknowledged ?? 0, segment.acknowledgement)
    : sender.acknowledged;
  const arrived = hasAck && receiver.sentUpTo === segment.acknowledgement;
  const sent: EndProgress = {
    sentUpTo: fresh ? end : sender.sentUpTo,
    acknowledged,
    waits: sender.waits || (fresh && sender.sentUpTo !== null),
  };
  const received: EndProgress = arrived ? { ...receiver, waits: false } : receiver;
  return direction === "original"
    ? { original: sent, reply: received }
    : { original: received, reply: sent };
}
