import { familyOf } from "../../base/address.js";
import type { Packet, TcpSegment } from "../../packet/packet.js";
import type { PacketId } from "../../trace/id.js";
import type { Task, Timer } from "../scheduler/scheduler.js";
import type { Endpoint } from "../socket/endpoint.js";
import type { Errno } from "../socket/errno.js";
import { failureOf } from "./state.js";
import type { Repetitions } from "./timing.js";
import type { TcpFailure, TcpState } from "./state.js";
import type { StreamArrival, StreamData } from "./stream-data.js";
import { announcedSegment, segmentBytesFor } from "./segment-size.js";

/** One end of a TCP connection: what changes while it lives. Sequence numbers count from 0. */
export interface TcpConnection {
  readonly program: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** The mark that its packets leave with. */
  readonly mark: number;
  /** The TTL that they leave with; null for the host's usual one. */
  readonly ttl: number | null;
  state: TcpState;
  /** SND.NXT and SND.UNA: the next number to send, and the oldest that is not acknowledged. */
  sendNext: number;
  unacknowledged: number;
  /** RCV.NXT: the next number expected from the peer. */
  receiveNext: number;
  /** What the program has handed over and the window held back. */
  readonly unsent: StreamData[];
  /** Whether the program has closed its end, and whether the FIN was sent. */
  closing: boolean;
  finSent: boolean;
  readonly inFlight: TcpSegment[];
  repeated: number;
  retransmission: Timer | null;
  delayedAck: Timer | null;
  /** What came and the program has not read. */
  readonly inbox: StreamArrival[];
  /** Whether the peer has closed its end. */
  peerClosed: boolean;
  failure: TcpFailure | null;
  /** The error that the failure is. */
  errno: Errno | null;
  /** What ICMP has said of an established connection: the error, should the peer stay silent. */
  softErrno: Errno | null;
  /** The longest piece of data that it sends in one segment, in bytes. */
  segmentBytes: number;
  /** The longest piece of data that its SYN lets the peer send. */
  readonly maximumSegment: number;
  /** The process that waits for a change. */
  onChange: (() => void) | null;
  /** The last packet with data or FIN from the peer: what the program's next words answer. */
  heard: PacketId | null;
}

/** What a connection needs of its host. */
export interface TcpHost {
  readonly repetitions: Repetitions;
  transmit(connection: TcpConnection, segment: TcpSegment, parent: PacketId | null): void;
  timer(microseconds: number, task: Task): Timer;
  /** The state has changed. */
  changed(connection: TcpConnection): void;
  /** A segment is repeated after a wait. */
  repeated(connection: TcpConnection, afterMicroseconds: number): void;
  /** A segment was repeated often enough: nothing more is sent after this wait. */
  gaveUp(connection: TcpConnection, afterMicroseconds: number): void;
  /** A connection that a listener took in is established. */
  established(connection: TcpConnection): void;
}

/** A connection before its first segment. */
export function createConnection(
  program: string,
  local: Endpoint,
  remote: Endpoint,
  state: TcpState,
  {
    mark = 0,
    ttl = null,
    mtu = 1500,
  }: { readonly mark?: number; readonly ttl?: number | null; readonly mtu?: number } = {},
): TcpConnection {
  return {
    program,
    local,
    remote,
    mark,
    ttl,
    state,
    sendNext: 0,
    unacknowledged: 0,
    receiveNext: 0,
    unsent: [],
    closing: false,
    finSent: false,
    inFlight: [],
    repeated: 0,
    retransmission: null,
    delayedAck: null,
    inbox: [],
    peerClosed: false,
    failure: null,
    errno: null,
    softErrno: null,
    segmentBytes: segmentBytesFor(announcedSegment(mtu, local.address)),
    maximumSegment: announcedSegment(mtu, local.address),
    onChange: null,
    heard: null,
  };
}

/** A segment of the connection in an IP packet. */
export function packetOf(connection: TcpConnection, transport: TcpSegment, ttl: number): Packet {
  const { address: source } = connection.local;
  return {
    family: familyOf(source),
    source,
    destination: connection.remote.address,
    ttl,
    dontFragment: true,
    fragment: null,
    transport,
  };
}

/** Puts the connection into a state and says so. */
export function enterState(connection: TcpConnection, host: TcpHost, state: TcpState): void {
  if (connection.state === state) return;
  connection.state = state;
  host.changed(connection);
}

/** Ends the connection; the program learns why, where it failed. */
export function endConnection(connection: TcpConnection, host: TcpHost, errno: Errno | null): void {
  connection.retransmission?.cancel();
  connection.delayedAck?.cancel();
  if (errno !== null && connection.failure === null) {
    connection.errno = errno;
    connection.failure = failureOf(errno);
  }
  enterState(connection, host, "CLOSED");
  wake(connection);
}

/** Lets the process that waits look again. */
export function wake(connection: TcpConnection): void {
  const onChange = connection.onChange;
  connection.onChange = null;
  onChange?.();
}
