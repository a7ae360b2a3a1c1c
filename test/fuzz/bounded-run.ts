import type { Effects } from "../../src/base/effect.js";
import type { DnsNeed } from "../../src/dns/effect.js";
import type { DnsMessage } from "../../src/packet/dns-message.js";

/** What a process came to: its result, or that it asked for more than any may. */
export type Bounded<Result> =
  { readonly kind: "ended"; readonly result: Result } | { readonly kind: "endless" };

// A query that is forwarded through every plugin asks for some hundreds of things.
const MOST_STEPS = 50_000;

/** Runs a DNS process, and after it all that it started; every server beyond answers `reply` at once, or never. */
export function runBounded<Result>(
  process: Effects<DnsNeed, Result>,
  reply: DnsMessage | null,
): Bounded<Result> {
  const started: Effects<DnsNeed, unknown>[] = [];
  const clock = { now: 0, steps: 0, id: 0 };
  const result = runOne(process, { started, clock, reply });
  // Checks of servers that never answer go on for ever, and are meant to; a few seconds of them are enough.
  while (result.kind === "ended" && clock.steps < MOST_STEPS / 2 && started.length > 0) {
    const next = started.shift();
    if (next !== undefined) runOne(next, { started, clock, reply, until: clock.now + 5e6 });
  }
  return result;
}

interface Surroundings {
  readonly started: Effects<DnsNeed, unknown>[];
  readonly clock: { now: number; steps: number; id: number };
  readonly reply: DnsMessage | null;
  readonly until?: number;
}

function runOne<Result>(process: Effects<DnsNeed, Result>, around: Surroundings): Bounded<Result> {
  const { clock, until = Infinity } = around;
  let step = process.next();
  while (step.done !== true) {
    if (++clock.steps > MOST_STEPS || clock.now > until) return { kind: "endless" };
    step = process.next(answerTo(step.value, around));
  }
  return { kind: "ended", result: step.value };
}

function answerTo(need: DnsNeed, { started, clock, reply }: Surroundings): unknown {
  switch (need.kind) {
    case "now":
      return clock.now;
    case "draw":
      return Math.floor(need.bound / 2);
    case "open-udp":
    case "open-tcp":
      return 1;
    case "send-udp":
      if (need.payload.kind === "dns") clock.id = need.payload.message.id;
      return "sent";
    case "send-tcp":
      clock.id = need.messages[0]?.message.id ?? 0;
      return true;
    case "await-tcp":
      return "connected";
    case "receive-udp":
    case "receive-tcp": {
      if (reply !== null) {
        const message = { ...reply, id: clock.id };
        if (need.kind === "receive-tcp") return { kind: "message", message };
        return { kind: "datagram", payload: { kind: "dns", message } };
      }
      clock.now += need.timeoutMicroseconds;
      return { kind: "timeout" };
    }
    case "sleep":
      clock.now += need.microseconds;
      return true;
    case "spawn":
      started.push(need.process);
      return true;
    case "note":
    case "close-udp":
    case "close-tcp":
      return true;
  }
}
