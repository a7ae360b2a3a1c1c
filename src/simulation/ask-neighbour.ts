import { askLink } from "../network/neighbour/ask.js";
import { RETRANS_TIME, SOLICITATIONS } from "../network/neighbour/neighbour-table.js";
import type { NeighbourFields, NeighbourQuestion } from "../network/neighbour/neighbour-table.js";
import { noteNeighbour } from "../network/neighbour/note-neighbour.js";
import { wiresOf } from "./wires.js";
import type { Stack, World } from "./world.js";

/**
 * Asks for a neighbour until somebody answers: three times, a second apart; `settled` hears when the entry is no longer
 * INCOMPLETE (linux net/core/neighbour.c: neigh_timer_handler).
 */
export function askNeighbour(
  world: World,
  stack: Stack,
  question: NeighbourQuestion,
  settled: () => void,
  asked = 1,
): void {
  const { host } = stack;
  const isOpen = (): boolean => host.neighbours.get(question)?.state === "INCOMPLETE";
  // linux net/core/neighbour.c: neigh_probe.
  const source = world.queues.newest(stack.id, question)?.waiting.source ?? null;
  const answer = askLink(host, question, wiresOf(world), source);
  const decide = (fields: Omit<NeighbourFields, "since">): void => {
    const emit = world.recorder.emitter(stack.id, null);
    const now = world.scheduler.now();
    if (isOpen()) noteNeighbour(host, question, { ...fields, since: now }, { now, emit });
    settled();
  };
  if (answer !== null) {
    world.scheduler.after(answer.after, () => {
      decide({ mac: answer.mac, state: "REACHABLE" });
    });
    return;
  }
  world.scheduler.after(RETRANS_TIME, () => {
    if (!isOpen()) {
      settled();
    } else if (asked < SOLICITATIONS) {
      const { address, device } = question;
      world.recorder.emit(stack.id, null, { kind: "neighbour-asked", address, device });
      askNeighbour(world, stack, question, settled, asked + 1);
    } else {
      decide({ mac: null, state: "FAILED" });
    }
  });
}
