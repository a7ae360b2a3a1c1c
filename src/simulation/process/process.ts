import type { Random } from "../../base/random.js";
import type { Stack, World } from "../world.js";

/** A process: a program at work in a namespace. */
export interface Process {
  readonly world: World;
  readonly stack: Stack;
  /** Its name in the trace: `curl`, `coredns`, `http`. */
  readonly program: string;
  /** The process's own source of chance. */
  readonly random: Random;
  /** Shared by all that a program has started; absent where nothing ends or stops it but itself. */
  readonly life?: Life;
}

/** Whether the processes of a program are still there, and whether they get to run. */
export interface Life {
  /** They have exited: what they waited for comes to nobody. */
  ended: boolean;
  /** What they would do next while they are stopped (SIGSTOP), in order; null where they run. */
  held: (() => void)[] | null;
}

/** The life of a program that has just started. */
export function newLife(): Life {
  return { ended: false, held: null };
}

/** Lets a program act, unless it has exited; one that is stopped acts when it goes on. */
export function whileAlive(life: Life | undefined, act: () => void): void {
  if (life?.ended === true) return;
  const held = life?.held ?? null;
  if (held === null) act();
  else
    held.push(() => {
      whileAlive(life, act);
    });
}
