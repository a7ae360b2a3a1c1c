import type { Address } from "../../src/base/address.js";
import type { Effects } from "../../src/base/effect.js";
import { createRandom } from "../../src/base/random.js";
import type { DnsNeed, Received, ReceivedOverTcp } from "../../src/dns/effect.js";
import type { DnsMessage } from "../../src/packet/dns-message.js";
import type { DnsEvent } from "../../src/trace/event/dns-event.js";

/** A datagram that a process sent. */
export interface SentDatagram {
  readonly socket: number;
  readonly to: Address;
  readonly port: number;
  readonly message: DnsMessage;
  readonly transport: "udp" | "tcp";
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

/** What is special about the world beyond. */
export interface RunnerOptions {
  /** Microseconds until an answer comes. */
  delay(sent: SentDatagram): number;
  /** In place of the runner's own chance. */
  draw?(bound: number): number;
  /** Whether a server takes connections; all do unless said. */
  takesTcp?(server: Address): boolean;
  /** Whether a server closes a connection after its first answer. */
  readonly closesTcp?: boolean;
}

/** A runner; every message is answered by `beyond`, after a delay in microseconds. */
export function createDnsRunner(
  beyond: Beyond,
  options: number | RunnerOptions = 0,
  seed = 1,
): DnsRunner {
  const world: RunnerOptions = typeof options === "number" ? { delay: () => options } : options;
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
  const answered = new Set<number>();
  const remotes = new Map<number, { readonly to: Address; readonly port: number }>();
  const put = (datagram: SentDatagram, received: Received): void => {
    const waiting = inbox.get(datagram.socket) ?? [];
    const arrival = { at: runner.now + world.delay(datagram), received };
    const place = waiting.findIndex(({ at }) => at > arrival.at);
    waiting.splice(place === -1 ? waiting.length : place, 0, arrival);
  };
  const send = (datagram: SentDatagram): void => {
    const { to, port } = datagram;
    runner.sent.push(datagram);
    const reply = beyond(datagram);
    if (reply === "refused") put(datagram, { kind: "refused" });
    else if (reply !== "silence")
      put(datagram, { kind: "datagram", from: to, port, payload: { kind: "dns", message: reply } });
  };
  const sendOver = (socket: number, message: DnsMessage): void => {
    const remote = remotes.get(socket);
    if (remote === undefined) throw new Error(`${socket} is no connection`);
    if (world.takesTcp?.(remote.to) === false) {
      inbox.get(socket)?.push({ at: runner.now, received: { kind: "refused" } });
    } else if (world.closesTcp !== true || !answered.has(socket)) {
      answered.add(socket);
      send({ socket, ...remote, message, transport: "tcp" });
    }
  };
  const laterOf = (need: DnsNeed): { at: number; take: () => unknown } | null => {
    if (need.kind === "sleep") return { at: runner.now + need.microseconds, take: () => true };
    if (need.kind !== "receive-udp" && need.kind !== "receive-tcp") return null;
    const isTcp = need.kind === "receive-tcp";
    const waiting = inbox.get(need.socket) ?? [];
    const [next] = waiting;
    if (isTcp && next === undefined && world.closesTcp === true)
      return { at: runner.now, take: () => ({ kind: "closed" }) };
    const limit = runner.now + need.timeoutMicroseconds;
    if (next === undefined || next.at > limit) {
      return { at: limit, take: () => ({ kind: "timeout" }) satisfies Received };
    }
    waiting.shift();
    const at = Math.max(runner.now, next.at);
    return { at, take: () => (isTcp ? overTcp(next.received) : next.received) };
  };
  const answer = (need: DnsNeed): unknown => {
    switch (need.kind) {
      case "now":
        return runner.now;
      case "draw":
        return world.draw?.(need.bound) ?? random.integer(need.bound);
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
      case "open-tcp": {
        const { to, port } = need;
        runner.open.add(++sockets);
        inbox.set(sockets, []);
        remotes.set(sockets, { to, port });
        return sockets;
      }
      case "await-tcp": {
        const to = remotes.get(need.socket)?.to;
        const isTaken = to !== undefined && (world.takesTcp?.(to) ?? true);
        return isTaken ? "connected" : "refused";
      }
      case "send-tcp":
        for (const { message } of need.messages) sendOver(need.socket, message);
        return true;
      case "close-tcp":
      case "close-udp":
        runner.open.delete(need.socket);
        return true;
      case "send-udp": {
        if (need.payload.kind !== "dns") throw new Error("only DNS is sent here");
        const { socket, to, port } = need;
        send({ socket, to, port, message: need.payload.message, transport: "udp" });
        return "sent";
      }
      case "sleep":
      case "receive-tcp":
      case "receive-udp":
        throw new Error("these take time");
    }
  };
  return runner;
}

function overTcp(received: Received): ReceivedOverTcp {
  if (received.kind !== "datagram") return { kind: received.kind };
  if (received.payload.kind !== "dns") throw new Error("only DNS is sent here");
  return { kind: "message", message: received.payload.message };
}
