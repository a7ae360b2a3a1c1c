import type { TcpSegment } from "../../packet/packet.js";
import { payloadLength } from "../../packet/payload-length.js";
import { resetFor, segmentLength } from "../../packet/tcp-reset.js";
import type { PacketId } from "../../trace/id.js";
import { endConnection, enterState, wake } from "./connection.js";
import type { TcpConnection, TcpHost } from "./connection.js";
import { peerSegmentBytes } from "./segment-size.js";
import { isStreamData } from "./stream-data.js";
import { DELAYED_ACK, TIME_WAIT } from "./timing.js";
import { acknowledge, armRetransmission, sendWaiting } from "./transmit.js";

/** A segment of a connection arrives (RFC 9293 3.10.7, without windows and urgent data). */
export function receiveSegment(
  connection: TcpConnection,
  host: TcpHost,
  segment: TcpSegment,
  packet: PacketId,
): void {
  if (segment.flags.includes("RST")) {
    receiveReset(connection, host, segment);
  } else if (connection.state === "SYN-SENT") {
    receiveSynAck(connection, host, segment, packet);
  } else if (connection.state === "SYN-RECV" && segment.flags.includes("SYN")) {
    // The SYN once more: our answer was lost, or is on its way.
    const answer = connection.inFlight[0];
    if (answer !== undefined) host.transmit(connection, answer, packet);
  } else {
    receiveInOrder(connection, host, segment, packet);
  }
}

function receiveInOrder(
  connection: TcpConnection,
  host: TcpHost,
  segment: TcpSegment,
  packet: PacketId,
): void {
  // What is not the next in order is acknowledged again; the peer repeats what is missing.
  const isNext = segment.sequence === connection.receiveNext;
  receiveAcknowledgement(connection, host, segment);
  if (connection.state === "CLOSED" || segmentLength(segment) === 0) return;
  if (isNext) receiveContent(connection, host, segment, packet);
  else acknowledge(connection, host, packet);
}

function receiveReset(connection: TcpConnection, host: TcpHost, segment: TcpSegment): void {
  if (connection.state === "SYN-SENT") {
    const isOurs = segment.acknowledgement === connection.sendNext;
    if (isOurs) endConnection(connection, host, "ECONNREFUSED");
    return;
  }
  // RFC 5961: only a reset at exactly the expected number is believed.
  if (segment.sequence !== connection.receiveNext) return;
  // linux net/ipv4/tcp_input.c: tcp_reset. Who has heard the peer's end already is told of a broken pipe.
  endConnection(connection, host, connection.state === "CLOSE-WAIT" ? "EPIPE" : "ECONNRESET");
}

function receiveSynAck(
  connection: TcpConnection,
  host: TcpHost,
  segment: TcpSegment,
  packet: PacketId,
): void {
  const answersUs = segment.acknowledgement === connection.sendNext;
  if (!answersUs) {
    const reset = resetFor(segment);
    if (reset !== null) host.transmit(connection, reset, packet);
    return;
  }
  if (!segment.flags.includes("SYN")) return;
  connection.receiveNext = segment.sequence + 1;
  takePeerSegment(connection, segment);
  takeAcknowledged(connection, host, segment.acknowledgement);
  enterState(connection, host, "ESTAB");
  acknowledge(connection, host, packet);
  // What was written while the connection was made goes now.
  sendWaiting(connection, host);
  wake(connection);
}

/** What the peer's SYN announces: longer pieces are not sent to it. */
export function takePeerSegment(connection: TcpConnection, { maximumSegment }: TcpSegment): void {
  const taken = peerSegmentBytes(maximumSegment, connection.local.address);
  connection.segmentBytes = Math.min(connection.segmentBytes, taken);
}

function receiveAcknowledgement(
  connection: TcpConnection,
  host: TcpHost,
  segment: TcpSegment,
): void {
  const { acknowledgement } = segment;
  if (!segment.flags.includes("ACK") || acknowledgement > connection.sendNext) return;
  if (acknowledgement <= connection.unacknowledged) return;
  takeAcknowledged(connection, host, acknowledgement);
  if (connection.state === "SYN-RECV") {
    enterState(connection, host, "ESTAB");
    host.established(connection);
  }
  const finAcknowledged = connection.finSent && connection.inFlight.length === 0;
  if (finAcknowledged) finTaken(connection, host);
  else sendWaiting(connection, host);
}

function takeAcknowledged(connection: TcpConnection, host: TcpHost, upTo: number): void {
  connection.unacknowledged = upTo;
  const left = connection.inFlight.filter(
    (segment) => segment.sequence + segmentLength(segment) > upTo,
  );
  connection.inFlight.splice(0, connection.inFlight.length, ...left);
  connection.repeated = 0;
  armRetransmission(connection, host);
}

function finTaken(connection: TcpConnection, host: TcpHost): void {
  if (connection.state === "FIN-WAIT-1") {
    enterState(connection, host, "FIN-WAIT-2");
    host.timer(TIME_WAIT, () => {
      if (connection.state === "FIN-WAIT-2") endConnection(connection, host, null);
    });
  } else if (connection.state === "CLOSING") {
    enterTimeWait(connection, host);
  } else if (connection.state === "LAST-ACK") {
    endConnection(connection, host, null);
  }
}

function receiveContent(
  connection: TcpConnection,
  host: TcpHost,
  segment: TcpSegment,
  packet: PacketId,
): void {
  const { payload } = segment;
  // linux net/ipv4/tcp_input.c: tcp_rcv_state_process. Behind close() nobody reads any more, and RFC 1122 wants a reset.
  if (connection.closing && payloadLength(payload) > 0) {
    const reset = resetFor(segment);
    if (reset !== null) host.transmit(connection, reset, packet);
    endConnection(connection, host, null);
    return;
  }
  connection.heard = packet;
  connection.receiveNext += segmentLength(segment);
  if (isStreamData(payload) && payloadLength(payload) > 0)
    connection.inbox.push({ data: payload, packet });
  if (segment.flags.includes("FIN")) {
    receiveFin(connection, host, packet);
    return;
  }
  // A young connection acknowledges at once (linux: quick ACKs).
  acknowledge(connection, host, packet);
  wake(connection);
}

function receiveFin(connection: TcpConnection, host: TcpHost, packet: PacketId): void {
  connection.peerClosed = true;
  if (connection.state === "ESTAB") {
    enterState(connection, host, "CLOSE-WAIT");
    // The program most likely closes now, and its FIN carries the acknowledgement.
    connection.delayedAck = host.timer(DELAYED_ACK, () => {
      acknowledge(connection, host, packet);
    });
  } else {
    acknowledge(connection, host, packet);
    if (connection.state === "FIN-WAIT-2") enterTimeWait(connection, host);
    else if (connection.state === "FIN-WAIT-1") enterState(connection, host, "CLOSING");
  }
  wake(connection);
}

function enterTimeWait(connection: TcpConnection, host: TcpHost): void {
  enterState(connection, host, "TIME-WAIT");
  host.timer(TIME_WAIT, () => {
    endConnection(connection, host, null);
  });
}
