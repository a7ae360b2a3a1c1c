import type { World } from "../world.js";

/** How much a play may take; text from strangers must end too. */
export interface PlayLimits {
  /** Tasks in all. */
  readonly tasks: number;
  /** Virtual time for one request, in microseconds. */
  readonly requestMicroseconds: number;
}

/** Far more than any lesson needs: a request that takes longer than a quarter of an hour is waiting for nothing. */
export const PLAY_LIMITS: PlayLimits = { tasks: 200_000, requestMicroseconds: 900_000_000 };

/** Runs tasks until `isDone` holds and the network is quiet; false where a limit or the last task came first. */
export function runUntil(
  world: World,
  isDone: () => boolean,
  limit: { readonly tasks: number; readonly at: number },
): boolean {
  const { scheduler } = world;
  for (;;) {
    if (isDone() && scheduler.isQuiet()) return true;
    const next = scheduler.nextAt();
    if (next === null || next > limit.at || scheduler.ran() >= limit.tasks) return false;
    scheduler.step();
  }
}

/** Lets virtual time pass: what is due happens. */
export function runFor(world: World, microseconds: number, tasks: number): boolean {
  const { scheduler } = world;
  const end = scheduler.now() + microseconds;
  for (;;) {
    const next = scheduler.nextAt();
    if (next === null || next > end) break;
    if (scheduler.ran() >= tasks) return false;
    scheduler.step();
  }
  scheduler.advanceTo(end);
  return true;
}

/** Ends every packet that is still on its way, because nobody will see it arrive. */
export function endLivePackets(world: World): void {
  for (const [packet, namespace] of [...world.recorder.live]) {
    world.recorder.emit(namespace, packet, {
      kind: "packet-ended",
      disposition: "lost",
      reason: { kind: "end-of-play" },
    });
  }
}
