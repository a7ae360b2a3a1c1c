import type { Effects } from "../base/effect.js";
import { ask } from "./ask.js";
import type { DnsNeed } from "./effect.js";

/** A need that takes time, and how long at most, in microseconds. */
type Waiting = Extract<
  DnsNeed,
  { readonly kind: "sleep" | "receive-udp" | "receive-tcp" | "await-tcp" }
>;

/**
 * Runs a process until it ends or a moment comes, in virtual microseconds; then it goes on by itself, and null is given.
 * Its result is told to `end` whenever it comes.
 */
export function* runUntil<Result>(
  process: Effects<DnsNeed, Result>,
  deadline: number,
  end: (result: Result) => Effects<DnsNeed, void>,
): Effects<DnsNeed, { readonly result: Result } | null> {
  let step = process.next();
  while (step.done !== true) {
    const need = step.value;
    if (!isWaiting(need)) {
      step = process.next(yield need);
      continue;
    }
    const left = Math.max(0, deadline - (yield* ask({ kind: "now" })));
    const answer = yield bounded(need, Math.min(left, timeOf(need)));
    if (timeOf(need) > left && isTimeout(answer)) {
      const rest = bounded(need, timeOf(need) - left);
      yield* ask({ kind: "spawn", process: goOn(process, rest, end) });
      return null;
    }
    step = process.next(answer);
  }
  yield* end(step.value);
  return { result: step.value };
}

function* goOn<Result>(
  process: Effects<DnsNeed, Result>,
  first: DnsNeed,
  end: (result: Result) => Effects<DnsNeed, void>,
): Effects<DnsNeed, void> {
  let step = process.next(yield first);
  while (step.done !== true) step = process.next(yield step.value);
  yield* end(step.value);
}

function isWaiting(need: DnsNeed): need is Waiting {
  return need.kind === "sleep" || "timeoutMicroseconds" in need;
}

function timeOf(need: Waiting): number {
  return need.kind === "sleep" ? need.microseconds : need.timeoutMicroseconds;
}

function bounded(need: Waiting, microseconds: number): Waiting {
  return need.kind === "sleep"
    ? { ...need, microseconds }
    : { ...need, timeoutMicroseconds: microseconds };
}

// A sleep answers `true` when its time is over.
function isTimeout(answer: unknown): boolean {
  if (answer === true || answer === "timeout") return true;
  return (
    typeof answer === "object" && answer !== null && "kind" in answer && answer.kind === "timeout"
  );
}
