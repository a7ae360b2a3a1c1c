import { familyOf } from "../../base/address.js";
import { NO_PAYLOAD } from "../../packet/packet.js";
import type { Packet, SctpPacket } from "../../packet/packet.js";
import { packetLength } from "../../packet/packet-length.js";
import type { SctpChunk } from "../../packet/sctp-chunk.js";
import type { PacketId } from "../../trace/id.js";
import type { Task, Timer } from "../scheduler/scheduler.js";
import type { Endpoint } from "../socket/endpoint.js";
import type { Errno } from "../socket/errno.js";

/** SCTP's states by the names of Linux and `ss`; the half that a listener answers for has none before COOKIE ECHO. */
export type SctpState =
  | "COOKIE_WAIT"
  | "COOKIE_ECHOED"
  | "ESTABLISHED"
  | "SHUTDOWN_PENDING"
  | "SHUTDOWN_SENT"
  | "SHUTDOWN_RECEIVED"
  | "SHUTDOWN_ACK_SENT"
  | "CLOSED";

/** A message that was sent and is not acknowledged. */
export interface SentMessage {
  readonly sequence: number;
  readonly text: string;
}

/** The tags of an association: what the peer addresses us with, and what we address it with. */
export interface SctpTags {
  readonly own: number;
  /** 0 before the INIT ACK. */
  readonly peer: number;
}

/** One end of an SCTP association between two addresses: what changes while it lives. */
export interface SctpAssociation {
  readonly program: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** The longest packet that its way takes, in bytes. */
  readonly mtu: number;
  tags: SctpTags;
  state: SctpState;
  /** The next sequence number to send, and the last one that came in order. */
  nextSequence: number;
  received: number;
  /** What the program has handed over and may not be sent yet. */
  readonly unsent: string[];
  readonly inFlight: SentMessage[];
  /** The chunk that waits for its answer: INIT, COOKIE ECHO, SHUTDOWN or SHUTDOWN ACK. */
  awaiting: SctpChunk | null;
  repeated: number;
  retransmission: Timer | null;
  /** Whether the next data is acknowledged at once, and the acknowledgement that waits for company. */
  acknowledgesAtOnce: boolean;
  delayedAck: Timer | null;
  /** Whether a round trip was measured, so that the time to wait is no longer the first one. */
  measured: boolean;
  /** What came and the program has not read. */
  readonly inbox: string[];
  peerClosed: boolean;
  errno: Errno | null;
  /** The process that waits for a change. */
  onChange: (() => void) | null;
  /** The last packet with data from the peer: what the program's next words answer. */
  heard: PacketId | null;
}

/** What an association needs of its host. */
export interface SctpHost {
  transmit(association: SctpAssociation, packet: SctpPacket, parent: PacketId | null): void;
  timer(microseconds: number, task: Task): Timer;
  /** The state has changed. */
  changed(association: SctpAssociation): void;
  /** Something is sent again after a wait. */
  repeated(afterMicroseconds: number): void;
  /** It was sent often enough: nothing more is sent after this wait. */
  gaveUp(afterMicroseconds: number): void;
}

/** An association before its first packet. */
export function createAssociation(
  options: Pick<SctpAssociation, "program" | "local" | "remote" | "mtu" | "tags" | "state">,
): SctpAssociation {
  return {
    ...options,
    nextSequence: 1,
    received: 0,
    unsent: [],
    inFlight: [],
    awaiting: null,
    repeated: 0,
    retransmission: null,
    acknowledgesAtOnce: true,
    delayedAck: null,
    measured: false,
    inbox: [],
    peerClosed: false,
    errno: null,
    onChange: null,
    heard: null,
  };
}

/** These chunks as a packet of the association, with the text of its DATA chunk. */
export function sctpPacket(
  { local, remote, tags }: SctpAssociation,
  chunks: readonly SctpChunk[],
  text: string | null = null,
): SctpPacket {
  return {
    protocol: "sctp",
    sourcePort: local.port,
    destinationPort: remote.port,
    verificationTag: chunks.some(({ type }) => type === "INIT") ? 0 : tags.peer,
    chunks,
    payload: text === null ? NO_PAYLOAD : { kind: "text", text },
  };
}

/** The packet in an IP packet; what is longer than its way takes may be cut (linux net/sctp/output.c: ipfragok). */
export function ipPacketOf(
  { local, remote, mtu }: Pick<SctpAssociation, "local" | "remote" | "mtu">,
  transport: SctpPacket,
  ttl: number,
): Packet {
  const packet: Packet = {
    family: familyOf(local.address),
    source: local.address,
    destination: remote.address,
    ttl,
    dontFragment: true,
    fragment: null,
    transport,
  };
  return packetLength(packet) <= mtu ? packet : { ...packet, dontFragment: false };
}

/** Whether both ends have agreed on the association. */
export function isAgreed(state: SctpState): boolean {
  return state !== "COOKIE_WAIT" && state !== "COOKIE_ECHOED" && state !== "CLOSED";
}

/** Puts the association into a state and says so. */
export function enterSctpState(
  association: SctpAssociation,
  host: SctpHost,
  state: SctpState,
): void {
  if (association.state === state) return;
  association.state = state;
  host.changed(association);
}

/** Ends the association; the program learns why, where it failed. */
export function endAssociation(
  association: SctpAssociation,
  host: SctpHost,
  errno: Errno | null,
): void {
  association.retransmission?.cancel();
  association.delayedAck?.cancel();
  association.errno ??= errno;
  enterSctpState(association, host, "CLOSED");
  wakeAssociation(association);
}

/** Lets the process that waits look again. */
export function wakeAssociation(association: SctpAssociation): void {
  const { onChange } = association;
  association.onChange = null;
  onChange?.();
}
