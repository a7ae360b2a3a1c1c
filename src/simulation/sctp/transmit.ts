import type { SctpChunk } from "../../packet/sctp-chunk.js";
import type { PacketId } from "../../trace/id.js";
import { endAssociation, enterSctpState, sctpPacket } from "./association.js";
import type { SctpAssociation, SctpHost } from "./association.js";
import { DELAYED_SACK, retransmissionOf } from "./timing.js";

/** Sends a chunk that waits for an answer, and repeats it until that comes. */
export function sendAwaiting(
  association: SctpAssociation,
  host: SctpHost,
  chunk: SctpChunk,
  parent: PacketId | null,
): void {
  association.awaiting = chunk;
  association.repeated = 0;
  if (chunk.type === "SHUTDOWN") calledOff(association);
  host.transmit(association, sctpPacket(association, [chunk]), parent);
  armSctpTimer(association, host);
}

/** Sends chunks that nobody answers. */
export function sendChunk(
  association: SctpAssociation,
  host: SctpHost,
  chunk: SctpChunk,
  parent: PacketId | null,
): void {
  host.transmit(association, sctpPacket(association, [chunk]), parent);
}

/** Sends what waits, and the SHUTDOWN or its answer once everything has arrived. */
export function sendMessages(association: SctpAssociation, host: SctpHost): void {
  const { unsent, inFlight, state } = association;
  if (state === "ESTABLISHED" || state === "SHUTDOWN_PENDING" || state === "SHUTDOWN_RECEIVED") {
    for (let text = unsent.shift(); text !== undefined; text = unsent.shift()) {
      const sent = { sequence: association.nextSequence++, text };
      inFlight.push(sent);
      const data: SctpChunk = { type: "DATA", sequence: sent.sequence };
      const chunks = calledOff(association) ? [sackOf(association), data] : [data];
      host.transmit(association, sctpPacket(association, chunks, text), association.heard);
    }
    if (association.retransmission === null) armSctpTimer(association, host);
  }
  if (inFlight.length > 0) return;
  if (state === "SHUTDOWN_PENDING") {
    enterSctpState(association, host, "SHUTDOWN_SENT");
    const acknowledgement = association.received;
    sendAwaiting(association, host, { type: "SHUTDOWN", acknowledgement }, null);
  } else if (state === "SHUTDOWN_RECEIVED") {
    enterSctpState(association, host, "SHUTDOWN_ACK_SENT");
    sendAwaiting(association, host, { type: "SHUTDOWN_ACK" }, association.heard);
  }
}

/** Acknowledges data: at once where that is due, else in company or after a while (linux sm_sideeffect.c: sctp_gen_sack). */
export function acknowledgeData(
  association: SctpAssociation,
  host: SctpHost,
  parent: PacketId | null,
): void {
  const now = (): void => {
    calledOff(association);
    association.acknowledgesAtOnce = false;
    sendChunk(association, host, sackOf(association), parent);
  };
  if (association.acknowledgesAtOnce) {
    now();
    return;
  }
  // The second one is acknowledged with the third, if there is one by then.
  association.acknowledgesAtOnce = true;
  association.delayedAck = host.timer(DELAYED_SACK, now);
}

/** Starts, moves or stops the clock of what waits for an answer. */
export function armSctpTimer(association: SctpAssociation, host: SctpHost): void {
  association.retransmission?.cancel();
  association.retransmission = null;
  if (association.awaiting === null && association.inFlight.length === 0) return;
  const { wait } = retransmissionOf(association);
  association.retransmission = host.timer(wait, () => {
    association.retransmission = null;
    repeat(association, host, wait);
  });
}

function repeat(association: SctpAssociation, host: SctpHost, waited: number): void {
  const { awaiting, inFlight } = association;
  if (association.repeated >= retransmissionOf(association).most) {
    host.gaveUp(waited);
    endAssociation(association, host, "ETIMEDOUT");
    return;
  }
  association.repeated++;
  host.repeated(waited);
  const [oldest] = inFlight;
  if (awaiting !== null) host.transmit(association, sctpPacket(association, [awaiting]), null);
  else if (oldest !== undefined) {
    const data: SctpChunk = { type: "DATA", sequence: oldest.sequence };
    host.transmit(association, sctpPacket(association, [data], oldest.text), null);
  }
  armSctpTimer(association, host);
}

function sackOf({ received }: SctpAssociation): SctpChunk {
  return { type: "SACK", acknowledgement: received };
}

// Whether an acknowledgement was waiting, which now travels with something else.
function calledOff(association: SctpAssociation): boolean {
  const { delayedAck } = association;
  delayedAck?.cancel();
  association.delayedAck = null;
  return delayedAck !== null;
}
