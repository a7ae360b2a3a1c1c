import type { Task, Timer } from "../scheduler/scheduler.js";

/** Values that a process takes one after the other, and the process that waits for the next one. */
export interface Mailbox<Value> {
  /** Hands a value to the process that waits, or keeps it. */
  put(value: Value): void;
  /** Takes the next value, now or when it comes. After the timeout, `onTimeout` speaks instead. */
  take(wait: Wait<Value>): void;
}

/** How long somebody waits, and what happens then. */
export interface Wait<Value> {
  readonly timeoutMicroseconds: number;
  onValue(value: Value): void;
  onTimeout(): void;
}

/** An empty mailbox; `timer` plans the timeouts. */
export function createMailbox<Value>(
  timer: (microseconds: number, task: Task) => Timer,
): Mailbox<Value> {
  const kept: Value[] = [];
  let waiting: { readonly wait: Wait<Value>; readonly timer: Timer } | null = null;
  return {
    put: (value) => {
      if (waiting === null) {
        kept.push(value);
        return;
      }
      const { wait, timer: timeout } = waiting;
      waiting = null;
      timeout.cancel();
      wait.onValue(value);
    },
    take: (wait) => {
      const [value, ...rest] = kept;
      if (value !== undefined) {
        kept.splice(0, kept.length, ...rest);
        wait.onValue(value);
        return;
      }
      const timeout = timer(wait.timeoutMicroseconds, () => {
        waiting = null;
        wait.onTimeout();
      });
      waiting = { wait, timer: timeout };
    },
  };
}
