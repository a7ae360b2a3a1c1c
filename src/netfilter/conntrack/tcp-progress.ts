import type { TcpSegment } from "../../packet/packet.js";
import { segmentLength } from "../../packet/tcp-reset.js";
import type { SegmentKind } from "./tcp-state.js";

/** How far one end of a TCP connection has come (linux struct ip_ct_tcp_state). */
export interface EndProgress {
  /** The sequence number after the last byte that it sent. */
  readonly end: number;
  /** The last one that it may send: what the other end acknowledged, and its window. */
  readonly mostEnd: number;
  /** The widest window that it offered; 0 before its first segment. */
  readonly window: number;
  /** The highest acknowledgement that it sent. */
  readonly acknowledged: number | null;
  /** Whether it waits for an acknowledgement. */
  readonly waits: boolean;
  /** Whether it was the one that closed first. */
  readonly closes: boolean;
  /** Whether its segments are taken without a look at their window: its history is not known. */
  readonly isLiberal: boolean;
}

/** The last segment that counted, or that was let through unseen. */
export interface LastSegment {
  readonly kind: SegmentKind;
  readonly direction: "original" | "reply" | null;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly end: number;
}

/** How far both ends have come, by the direction in which they send (linux struct ip_ct_tcp). */
export interface TcpProgress {
  readonly original: EndProgress;
  readonly reply: EndProgress;
  readonly last: LastSegment;
  /** How often in a row the last segment came again. */
  readonly repeats: number;
  /** Whether both ends sent a SYN to each other. */
  readonly opensBoth: boolean;
}

/** Segments carry no window here; both ends offer the largest that needs no scaling. */
export const NOMINAL_WINDOW = 65_535;

const UNSEEN: EndProgress = {
  end: 0,
  mostEnd: 0,
  window: 0,
  acknowledged: null,
  waits: false,
  closes: false,
  isLiberal: false,
};

const NOTHING: LastSegment = {
  kind: "none",
  direction: null,
  sequence: 0,
  acknowledgement: 0,
  end: 0,
};

/** The progress of a connection that begins with this segment (linux nf_conntrack_proto_tcp.c: tcp_new). */
export function firstProgress(segment: TcpSegment, isOpening: boolean): TcpProgress {
  const sender = begunEnd(segment);
  const original = isOpening
    ? sender
    : { ...sender, mostEnd: sender.end + NOMINAL_WINDOW, isLiberal: true };
  const reply = isOpening ? UNSEEN : { ...UNSEEN, isLiberal: true };
  return { original, reply, last: NOTHING, repeats: 0, opensBoth: false };
}

/** The progress after a SYN that was let through unseen proves to have been right: both ends begin with it. */
export function resumed(progress: TcpProgress): TcpProgress {
  const { end, direction } = progress.last;
  const begun = { ...UNSEEN, end, mostEnd: end, window: NOMINAL_WINDOW };
  return direction === "original"
    ? { ...progress, original: begun, reply: UNSEEN }
    : { ...progress, original: UNSEEN, reply: begun };
}

/** An end at its first segment (linux nf_conntrack_proto_tcp.c: tcp_init_sender). */
export function begunEnd(segment: TcpSegment): EndProgress {
  const end = endOf(segment);
  return { ...UNSEEN, end, mostEnd: end, window: NOMINAL_WINDOW };
}

/** The sequence number after a segment's last byte. */
export function endOf(segment: TcpSegment): number {
  return segment.sequence + segmentLength(segment);
}

/** Whether a sequence number comes before another; they are counted in 32 bits. */
export function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}
