import { NO_PAYLOAD } from "../../packet/packet.js";
import type { TcpFlag, TcpSegment } from "../../packet/packet.js";
import { segmentLength } from "../../packet/tcp-reset.js";
import type { PacketId } from "../../trace/id.js";
import { endConnection, enterState } from "./connection.js";
import type { TcpConnection, TcpHost } from "./connection.js";
import type { StreamData } from "./stream-data.js";
import { waitBefore } from "./timing.js";
import type { Repetition } from "./timing.js";

// linux TCP_INIT_CWND; the window never grows here, and it never needs to.
const WINDOW_SEGMENTS = 10;

/** Sends a segment that takes up sequence numbers, and repeats it until it is acknowledged. */
export function transmitReliably(
  connection: TcpConnection,
  host: TcpHost,
  content: {
    readonly flags: readonly TcpFlag[];
    readonly data?: StreamData;
    readonly parent: PacketId | null;
  },
): void {
  const segment: TcpSegment = {
    ...bareSegment(connection, content.flags),
    ...(content.flags.includes("SYN") ? { maximumSegment: connection.maximumSegment } : {}),
    payload: content.data ?? NO_PAYLOAD,
  };
  connection.sendNext += segmentLength(segment);
  connection.inFlight.push(segment);
  calledOff(connection);
  host.transmit(connection, segment, content.parent);
  if (connection.retransmission === null) armRetransmission(connection, host);
}

/** Acknowledges what has come. */
export function acknowledge(
  connection: TcpConnection,
  host: TcpHost,
  parent: PacketId | null,
): void {
  calledOff(connection);
  host.transmit(connection, bareSegment(connection, ["ACK"]), parent);
}

/** Sends what waits, as far as the window lets it, and the FIN after the last of it. */
export function sendWaiting(connection: TcpConnection, host: TcpHost): void {
  if (connection.state === "SYN-SENT") return;
  while (connection.inFlight.length < WINDOW_SEGMENTS) {
    const data = connection.unsent.shift();
    if (data === undefined) break;
    transmitReliably(connection, host, { flags: ["PSH", "ACK"], data, parent: connection.heard });
  }
  if (!connection.closing || connection.finSent || connection.unsent.length > 0) return;
  connection.finSent = true;
  const parent = connection.peerClosed ? connection.heard : null;
  transmitReliably(connection, host, { flags: ["FIN", "ACK"], parent });
  enterState(connection, host, connection.state === "CLOSE-WAIT" ? "LAST-ACK" : "FIN-WAIT-1");
}

/** Starts, moves or stops the clock of the oldest segment that is not acknowledged. */
export function armRetransmission(connection: TcpConnection, host: TcpHost): void {
  connection.retransmission?.cancel();
  connection.retransmission = null;
  if (connection.inFlight.length === 0) return;
  const wait = waitBefore(repetitionOf(connection, host), connection.repeated);
  connection.retransmission = host.timer(wait, () => {
    connection.retransmission = null;
    repeat(connection, host, wait);
  });
}

function repeat(connection: TcpConnection, host: TcpHost, waited: number): void {
  const oldest = connection.inFlight[0];
  if (oldest === undefined) return;
  if (connection.repeated >= repetitionOf(connection, host).retries) {
    host.gaveUp(connection, waited);
    endConnection(connection, host, connection.softErrno ?? "ETIMEDOUT");
    return;
  }
  connection.repeated++;
  host.repeated(connection, waited);
  host.transmit(connection, { ...oldest, acknowledgement: connection.receiveNext }, null);
  armRetransmission(connection, host);
}

function repetitionOf({ state }: TcpConnection, { repetitions }: TcpHost): Repetition {
  if (state === "SYN-SENT") return repetitions.syn;
  return state === "SYN-RECV" ? repetitions.synAck : repetitions.data;
}

function bareSegment(connection: TcpConnection, flags: readonly TcpFlag[]): TcpSegment {
  return {
    protocol: "tcp",
    sourcePort: connection.local.port,
    destinationPort: connection.remote.port,
    flags,
    sequence: connection.sendNext,
    acknowledgement: flags.includes("ACK") ? connection.receiveNext : 0,
    payload: NO_PAYLOAD,
  };
}

// Every segment carries the acknowledgement that was put off.
function calledOff(connection: TcpConnection): void {
  connection.delayedAck?.cancel();
  connection.delayedAck = null;
}
