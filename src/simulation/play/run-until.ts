import type { World } from "../world.js";

/** How much a play may take; text from strangers must end too. */
export interface PlayLimits {
  /** Tasks in all. */
  readonly tasks: number;
  /** Virtual time for one request, in microseconds. */
  readonly requestMicroseconds: number;
  /** Events of one request, and of the trace. */
  readonly requestEvents: number;
  readonly events: number;
}

/**
 * Far more than any lesson needs: a request to a Service has some hundred events, and one that takes longer than a quarter
 * of an hour is waiting for nothing. A query that servers pass around without end stops here.
 */
export const PLAY_LIMITS: PlayLimits = {
  tasks: 200_000,
  requestMicroseconds: 900_000_000,
  requestEvents: 60_000,
  events: 300_000,
};

/** Runs tasks until `isDone` holds and the network is quiet; false where a limit or the last task came first. */
export function runUntil(
  world: World,
  isDone: () => boolean,
  limit: { readonly tasks: number; readonly at: number; readonly events: number },
): boolean {
  const { scheduler, recorder } = world;
  for (;;) {
    if (isDone() && scheduler.isQuiet()) return true;
    const next = scheduler.nextAt();
    if (next === null || next > limit.at || scheduler.ran() >= limit.tasks) return false;
    if (recorder.events.length >= limit.events) return false;
    scheduler.step();
  }
}

/** Lets virtual time pass: what is due happens. */
export function runFor(world: World, microseconds: number, limits: PlayLimits): boolean {
  const { scheduler, recorder } = world;
  const end = scheduler.now() + microseconds;
  for (;;) {
    const next = scheduler.nextAt();
    if (next === null || next > end) break;
    if (scheduler.ran() >= limits.tasks || recorder.events.length >= limits.events) return false;
    scheduler.step();
  }
  scheduler.advanceTo(end);
  return true;
}

/** Ends every packet that is still on its way, because nobody will see it arrive. */
export function endLivePackets(world: World, reason: "end-of-play" | "play-limit"): void {
  for (const [packet, namespace] of [...world.recorder.live]) {
    world.recorder.emit(namespace, packet, {
      kind: "packet-ended",
      disposition: "lost",
      reason: { kind: reason },
    });
  }
}
