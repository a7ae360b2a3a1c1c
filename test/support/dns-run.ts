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

/** A stand-in for the simulation: it answers the effects of one process at a time, without any network. */
export interface DnsRunner {
  /** Virtual microseconds. */
  now: number;
  readonly events: DnsEvent[];
  readonly sent: SentDatagram[];
  readonly open: Set<number>;
  run<Result>(process: Effects<DnsNeed, Result>): Result;
}

/** A runner; every datagram is answered by `beyond`, after a delay. */
export function createDnsRunner(beyond: Beyond, delayMicroseconds = 0, seed = 1): DnsRunner {
  const random = createRandom(seed);
  const inbox = new Map<number, { readonly at: number; readonly received: Received }[]>();
  let sockets = 0;
  const runner: DnsRunner = {
    now: 0,
    events: [],
    sent: [],
    open: new Set(),
    run(process) {
      let step = process.next();
      while (step.done !== true) step = process.next(answer(step.value));
      return step.value;
    },
  };
  const answer = (need: DnsNeed): unknown => {
    switch (need.kind) {
      case "now":
        return runner.now;
      case "draw":
        return random.integer(need.bound);
      case "sleep":
        runner.now += need.microseconds;
        return true;
      case "note":
        runner.events.push(need.event);
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
      case "receive-udp": {
        const [next] = inbox.get(need.socket) ?? [];
        const limit = runner.now + need.timeoutMicroseconds;
        if (next === undefined || next.at > limit) {
          runner.now = limit;
          return { kind: "timeout" } satisfies Received;
        }
        inbox.get(need.socket)?.shift();
        runner.now = Math.max(runner.now, next.at);
        return next.received;
      }
    }
  };
  return runner;
}
