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
