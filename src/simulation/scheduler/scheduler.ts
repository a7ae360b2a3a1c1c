import { createHeap } from "./heap.js";

/** The tasks of a simulation in virtual time. */
export interface Scheduler {
  /** Virtual time, in microseconds. */
  now(): number;
  /** Plans work that something waits for: a packet's next pass, a process's next turn. */
  after(microseconds: number, task: Task): void;
  /** Plans what may never be needed: a retransmission, a timeout. The network counts as quiet while it waits. */
  timer(microseconds: number, task: Task): Timer;
  /** Whether no packet is on its way and no process has its turn to come. */
  isQuiet(): boolean;
  /** When the next task is due; null where none waits. */
  nextAt(): number | null;
  /** Runs the next task; false where none waits. */
  step(): boolean;
  /** Moves the clock where nothing is due before. */
  advanceTo(microseconds: number): void;
  /** How many tasks have run. */
  ran(): number;
}

/** Something that happens at one moment of virtual time. */
export type Task = () => void;

/** A planned timeout that can be called off. */
export interface Timer {
  cancel(): void;
}

interface Planned {
  readonly at: number;
  readonly sequence: number;
  readonly task: Task;
  readonly isTimer: boolean;
  cancelled: boolean;
}

/** A scheduler at time 0: tasks run by time, and those of one time in the order in which they were planned. */
export function createScheduler(): Scheduler {
  const heap = createHeap<Planned>((a, b) =>
    a.at === b.at ? a.sequence < b.sequence : a.at < b.at,
  );
  let clock = 0;
  let planned = 0;
  let awaited = 0;
  let ran = 0;

  const plan = (microseconds: number, task: Task, isTimer: boolean): Planned => {
    const entry = {
      at: clock + microseconds,
      sequence: planned++,
      task,
      isTimer,
      cancelled: false,
    };
    heap.push(entry);
    if (!isTimer) awaited++;
    return entry;
  };
  const dropCancelled = (): void => {
    while (heap.peek()?.cancelled === true) heap.pop();
  };

  return {
    now: () => clock,
    after: (microseconds, task) => {
      plan(microseconds, task, false);
    },
    timer: (microseconds, task) => {
      // A wait without end needs no place in the heap.
      if (!Number.isFinite(microseconds)) return { cancel: () => undefined };
      const entry = plan(microseconds, task, true);
      return {
        cancel: () => {
          entry.cancelled = true;
        },
      };
    },
    isQuiet: () => awaited === 0,
    nextAt: () => {
      dropCancelled();
      return heap.peek()?.at ?? null;
    },
    step: () => {
      dropCancelled();
      const next = heap.pop();
      if (next === null) return false;
      clock = next.at;
      ran++;
      if (!next.isTimer) awaited--;
      next.task();
      return true;
    },
    advanceTo: (microseconds) => {
      clock = Math.max(clock, microseconds);
    },
    ran: () => ran,
  };
}
