import type { PassContext, PassResult, Waiting } from "../pass/pass-result.js";
import { askLink } from "./ask.js";
import { DELAY_TIME, REACHABLE_TIME, RETRANS_TIME, SOLICITATIONS } from "./neighbour-table.js";
import type { Neighbour, NeighbourQuestion } from "./neighbour-table.js";
import { noteNeighbour } from "./note-neighbour.js";

/** Where a packet comes from, and what it does once its next hop's hardware address is known, or never will be. */
export type WithNeighbour = Pick<Waiting, "source" | "resume" | "fail">;

/** Goes on with the hardware address of a neighbour; where it is not known the packet waits (linux net/core/neighbour.c: neigh_event_send). */
export function withNeighbour(
  question: NeighbourQuestion,
  packet: WithNeighbour,
  context: PassContext,
): PassResult {
  const { neighbours } = context.host;
  const known = neighbours.get(question);
  if (known !== null) keepFresh(known, context);
  if (known?.mac != null && isUsable(known)) {
    const { address, device } = question;
    context.emit({ kind: "neighbour-found", address, mac: known.mac, device });
    return packet.resume(known.mac, context);
  }
  if (known?.state === "INCOMPLETE")
    return { kind: "waiting", question, isFirst: false, ...packet };
  const fresh = { mac: null, state: "INCOMPLETE", since: context.now } as const;
  const entry = noteNeighbour(context.host, question, fresh, context);
  // linux net/core/neighbour.c: neigh_alloc; the table is full.
  if (entry === null) return packet.fail(context);
  context.emit({ kind: "neighbour-asked", ...question });
  return { kind: "waiting", question, isFirst: true, ...packet };
}

/**
 * Whether the kernel has a frame's header ready for a neighbour, so that it need not build one; it has from the first frame
 * on, while the neighbour is known to be there. Tells, and notes that one is built now.
 */
export function takeHeader(question: NeighbourQuestion, { host }: PassContext): boolean {
  const entry = host.neighbours.get(question);
  if (entry === null) return false;
  const isReady = entry.hasHeader && (entry.state === "REACHABLE" || entry.state === "PERMANENT");
  entry.hasHeader = true;
  return isReady;
}

/** Whether frames go to the address that the entry has. */
export function isUsable({ state }: Pick<Neighbour, "state">): boolean {
  return state !== "FAILED" && state !== "INCOMPLETE";
}

// An entry ages while nobody looks: STALE after 30 s; used, it is asked for again 5 s later, three times, and then given up.
function keepFresh(entry: Neighbour, context: PassContext): void {
  const { now } = context;
  if (entry.state === "REACHABLE" && now - entry.since > REACHABLE_TIME) {
    Object.assign(entry, { state: "STALE", since: entry.since + REACHABLE_TIME });
  }
  if (entry.state === "STALE") {
    note(entry, { state: "DELAY", since: now }, context);
  } else if (entry.state === "DELAY" && now - entry.since > DELAY_TIME) {
    probe(entry, context);
  }
}

function probe(entry: Neighbour, context: PassContext): void {
  const { host, now, wires } = context;
  const probedAt = entry.since + DELAY_TIME;
  const answer = askLink(host, entry, wires);
  if (answer !== null) {
    note(entry, { mac: answer.mac, state: "REACHABLE", since: probedAt }, context);
    if (now - probedAt > REACHABLE_TIME) note(entry, { state: "DELAY", since: now }, context);
  } else if (now - probedAt > SOLICITATIONS * RETRANS_TIME) {
    note(entry, { mac: null, state: "FAILED", since: now }, context);
  }
}

function note(entry: Neighbour, fields: Partial<Neighbour>, context: PassContext): void {
  const { mac, state, since } = { ...entry, ...fields };
  noteNeighbour(context.host, entry, { mac, state, since }, context);
}
