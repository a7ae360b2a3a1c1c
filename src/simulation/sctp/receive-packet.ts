import { unreachable } from "../../base/assert.js";
import type { SctpPacket } from "../../packet/packet.js";
import type { SctpChunk } from "../../packet/sctp-chunk.js";
import type { PacketId } from "../../trace/id.js";
import { endAssociation, enterSctpState, isAgreed, wakeAssociation } from "./association.js";
import type { SctpAssociation, SctpHost } from "./association.js";
import {
  acknowledgeData,
  armSctpTimer,
  sendAwaiting,
  sendChunk,
  sendMessages,
} from "./transmit.js";

/** A packet of an association arrives; one with a wrong tag is ignored (RFC 9260 8.5). */
export function receivePacket(
  association: SctpAssociation,
  host: SctpHost,
  packet: SctpPacket,
  id: PacketId,
): void {
  for (const chunk of packet.chunks) {
    if (association.state === "CLOSED" || !isAddressed(association, packet, chunk)) return;
    receiveChunk(association, host, { chunk, packet, id });
  }
}

function isAddressed(
  { tags }: SctpAssociation,
  { verificationTag }: SctpPacket,
  chunk: SctpChunk,
): boolean {
  const isReflected =
    (chunk.type === "ABORT" || chunk.type === "SHUTDOWN_COMPLETE") && chunk.reflected;
  return verificationTag === (isReflected ? tags.peer : tags.own);
}

interface Arrival {
  readonly chunk: SctpChunk;
  readonly packet: SctpPacket;
  readonly id: PacketId;
}

function receiveChunk(
  association: SctpAssociation,
  host: SctpHost,
  { chunk, packet, id }: Arrival,
): void {
  const { state } = association;
  switch (chunk.type) {
    case "INIT_ACK":
      if (state !== "COOKIE_WAIT") return;
      association.tags = { ...association.tags, peer: chunk.tag };
      enterSctpState(association, host, "COOKIE_ECHOED");
      sendAwaiting(association, host, { type: "COOKIE_ECHO" }, id);
      return;
    case "COOKIE_ACK":
      if (state !== "COOKIE_ECHOED") return;
      answered(association, host);
      enterSctpState(association, host, "ESTABLISHED");
      sendMessages(association, host);
      wakeAssociation(association);
      return;
    case "DATA":
      receiveData(association, host, { chunk, packet, id });
      return;
    case "SACK":
      takeAcknowledged(association, host, chunk.acknowledgement);
      return;
    case "SHUTDOWN":
      receiveShutdown(association, host, chunk.acknowledgement, id);
      return;
    case "SHUTDOWN_ACK":
      if (state !== "SHUTDOWN_SENT" && state !== "SHUTDOWN_ACK_SENT") return;
      sendChunk(association, host, { type: "SHUTDOWN_COMPLETE", reflected: false }, id);
      endAssociation(association, host, null);
      return;
    case "SHUTDOWN_COMPLETE":
      if (state === "SHUTDOWN_ACK_SENT") endAssociation(association, host, null);
      return;
    case "ABORT":
      endAssociation(association, host, isAgreed(state) ? "ECONNRESET" : "ECONNREFUSED");
      return;
    case "HEARTBEAT":
      sendChunk(association, host, { type: "HEARTBEAT_ACK" }, id);
      return;
    // A listener's, and what only a peer would make that knows more than ours.
    case "INIT":
    case "COOKIE_ECHO":
    case "HEARTBEAT_ACK":
    case "ERROR":
      return;
    default:
      unreachable(chunk);
  }
}

function receiveData(
  association: SctpAssociation,
  host: SctpHost,
  { chunk, packet, id }: Arrival & { readonly chunk: SctpChunk & { readonly type: "DATA" } },
): void {
  const { state, received, inbox } = association;
  if (!isAgreed(state) || state === "SHUTDOWN_RECEIVED" || state === "SHUTDOWN_ACK_SENT") return;
  if (chunk.sequence !== received + 1) {
    // What came before is acknowledged again; the peer repeats what is missing.
    association.acknowledgesAtOnce = true;
    acknowledgeData(association, host, id);
    return;
  }
  association.received = chunk.sequence;
  association.heard = id;
  if (packet.payload.kind === "text") inbox.push(packet.payload.text);
  acknowledgeData(association, host, id);
  wakeAssociation(association);
}

function receiveShutdown(
  association: SctpAssociation,
  host: SctpHost,
  acknowledgement: number,
  id: PacketId,
): void {
  takeAcknowledged(association, host, acknowledgement);
  const { state } = association;
  association.peerClosed = true;
  if (state === "SHUTDOWN_SENT" || state === "SHUTDOWN_ACK_SENT") {
    // Both close at once, or the answer was lost.
    enterSctpState(association, host, "SHUTDOWN_ACK_SENT");
    sendAwaiting(association, host, { type: "SHUTDOWN_ACK" }, id);
  } else if (state === "ESTABLISHED" || state === "SHUTDOWN_PENDING") {
    association.heard = id;
    enterSctpState(association, host, "SHUTDOWN_RECEIVED");
    sendMessages(association, host);
  }
  wakeAssociation(association);
}

function takeAcknowledged(association: SctpAssociation, host: SctpHost, upTo: number): void {
  const { inFlight } = association;
  const left = inFlight.filter(({ sequence }) => sequence > upTo);
  if (left.length === inFlight.length) return;
  inFlight.splice(0, inFlight.length, ...left);
  // What was sent twice measures nothing (Karn's rule).
  association.measured ||= association.repeated === 0;
  association.repeated = 0;
  armSctpTimer(association, host);
  sendMessages(association, host);
}

function answered(association: SctpAssociation, host: SctpHost): void {
  association.awaiting = null;
  association.repeated = 0;
  armSctpTimer(association, host);
}
