import type { Address } from "../../src/base/address.js";
import type { Effects } from "../../src/base/effect.js";
import { createRandom } from "../../src/base/random.js";
import type { DnsNeed, Received } from "../../src/dns/effect.js";
import type { DnsMessage } from "../../src/packet/dns-message.js";
import type { DnsEvent } from "../../src/trace/event/dns-event.js";

/** A datagram that a process sent. */
export interface SentDatagram {
  readonly socket: number;
  readonly to: Address;
  readonly port: number;
  readonly message: DnsMessage;
}

/** What the world beyond a process answers: a message, silence, or an ICMP error. */
export type Beyond = (datagram: SentDatagram) => DnsMessage | "silence" | "refused";

/** A stand-in for the simulation: it answers the effects of DNS processes, without any network. */
export interface DnsRunner {
  /** Virtual microseconds. */
  now: number;
  readonly events: DnsEvent[];
  readonly sent: SentDatagram[];
  readonly open: Set<number>;
  /** Runs a process to its end, and then what it started as far as that needs no time. */
  run<Result>(process: Effects<DnsNeed, Result>): Result;
}

interface Task {
  readonly at: number;
  readonly go: () => void;
}

interface Arrival {
  readonly at: number;
  readonly received: Received;
}

/** A runner; every datagram is answered by `beyond`, after a delay. */
export function createDnsRunner(beyond: Beyond, delayMicroseconds = 0, seed = 1): DnsRunner {
  const random = createRandom(seed);
  const inbox = new Map<number, Arrival[]>();
  let tasks: Task[] = [];
  let sockets = 0;
  const takeFirst = (until: number): Task | undefined => {
    const first = tasks.reduce<Task | undefined>(
      (best, task) => (best === undefined || task.at < best.at ? task : best),
      undefined,
    );
    if (first === undefined || first.at > until) return undefined;
    tasks = tasks.filter((task) => task !== first);
    return first;
  };
  const runner: DnsRunner = {
    now: 0,
    events: [],
    sent: [],
    open: new Set(),
    run(process) {
      const asked = runner.now;
      for (let task = takeFirst(asked); task !== undefined; task = takeFirst(asked)) {
        runner.now = task.at;
        task.go();
      }
      runner.now = asked;
      const results: ReturnType<typeof process.return>["value"][] = [];
      start(process, (value) => {
        results.push(value);
      });
      while (results.length === 0) {
        const task = takeFirst(Infinity);
        if (task === undefined) throw new Error("nothing goes on, and the process has not ended");
        runner.now = Math.max(runner.now, task.at);
        task.go();
      }
      for (let task = takeFirst(runner.now); task !== undefined; task = takeFirst(runner.now)) {
        task.go();
      }
      return results[0] as never;
    },
  };
  const start = <Result>(process: Effects<DnsNeed, Result>, end: (value: Result) => void): void => {
    const go = (given: unknown): void => {
      for (let step = process.next(given); ; step = process.next(answer(step.value))) {
        if (step.done === true) {
          end(step.value);
          return;
        }
        const later = laterOf(step.value);
        if (later === null) continue;
        const goOn = (): void => {
          go(later.take());
        };
        tasks.push({ at: later.at, go: goOn });
        return;
      }
    };
    go(undefined);
  };
  const laterOf = (need: DnsNeed): { at: number; take: () => unknown } | null => {
    if (need.kind === "sleep") return { at: runner.now + need.microseconds, take: () => true };
    if (need.kind !== "receive-udp") return null;
    const [next] = inbox.get(need.socket) ?? [];
    const limit = runner.now + need.timeoutMicroseconds;
    if (next === undefined || next.at > limit) {
      return { at: limit, take: () => ({ kind: "timeout" }) satisfies Received };
    }
    inbox.get(need.socket)?.shift();
    return { at: Math.max(runner.now, next.at), take: () => next.received };
  };
  const answer = (need: DnsNeed): unknown => {
    switch (need.kind) {
      case "now":
        return runner.now;
      case "draw":
        return random.integer(need.bound);
      case "note":
        runner.events.push(need.event);
        return true;
      case "spawn":
        tasks.push({
          at: runner.now,
          go() {
            start(need.process, () => undefined);
          },
        });
        return true;
      case "open-udp":
        runner.open.add(++sockets);
        inbox.set(sockets, []);
        return sockets;
      case "close-udp":
        runner.open.delete(need.socket);
        return true;
      case "send-udp": {
        if (need.payload.kind !== "dns") throw new Error("only DNS is sent here");
        const { socket, to, port } = need;
        const datagram = { socket, to, port, message: need.payload.message };
        runner.sent.push(datagram);
        const reply = beyond(datagram);
        if (reply === "silence") return "sent";
        const received: Received =
          reply === "refused"
            ? { kind: "refused" }
            : { kind: "datagram", from: to, port, payload: { kind: "dns", message: reply } };
        inbox.get(socket)?.push({ at: runner.now + delayMicroseconds, received });
        return "sent";
      }
      case "sleep":
      case "receive-udp":
        throw new Error("these take time");
    }
  };
  return runner;
}
