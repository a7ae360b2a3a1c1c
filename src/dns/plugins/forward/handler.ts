import type { Effects } from "../../../base/effect.js";
import { isInZone } from "../../../packet/dns-name.js";
import type { DnsMessage, Question } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import { ask } from "../../ask.js";
import type { DnsNeed } from "../../effect.js";
import type { DnsWorld } from "../../world.js";
import { exchange } from "./exchange.js";
import type { Exchanged } from "./exchange.js";
import type { ForwardOptions } from "./options.js";
import { orderServers, serversOf } from "./upstream-list.js";
import type { Rotation, Server } from "./upstream-list.js";

/** What a `forward` remembers between queries. */
interface Memory extends Rotation {
  waiting: number;
}

// coredns plugin/forward/forward.go: defaultTimeout and defaultConnectAttemptsPerUpstream.
const GIVE_UP_AFTER = 5_000_000;
const ATTEMPTS_PER_UPSTREAM = 2;

/** Hands queries to other servers (coredns plugin/forward/forward.go); their health is not checked, so none counts as down. */
export function createForward(options: ForwardOptions, world: DnsWorld): Handler {
  const memory: Memory = { count: 0, waiting: 0 };
  const servers = serversOf(options.to, world);
  return function* handleForward(visit: Visit): Effects<DnsNeed, Answer> {
    const name = visit.question.name.toLowerCase();
    const isExcepted = options.except.some((zone) => isInZone(name, zone));
    if (!isInZone(name, options.from) || (isExcepted && name !== options.from)) {
      return yield* visit.passOn();
    }
    if (options.maxConcurrent > 0 && memory.waiting >= options.maxConcurrent) {
      const reason = `concurrent queries exceeded maximum ${options.maxConcurrent}`;
      return yield* visit.fail("REFUSED", reason);
    }
    memory.waiting++;
    try {
      const order = yield* orderServers(servers, options.policy, memory);
      return yield* forward(options, order, visit);
    } finally {
      memory.waiting--;
    }
  };
}

function* forward(
  options: ForwardOptions,
  order: readonly Server[],
  visit: Visit,
): Effects<DnsNeed, Answer> {
  const deadline = (yield* ask({ kind: "now" })) + GIVE_UP_AFTER;
  const most = options.maxConnectAttempts ?? ATTEMPTS_PER_UPSTREAM * order.length;
  let failures = 0;
  let failovers = 0;
  let reason = "no healthy proxies";
  for (let index = 0; order.length > 0; index++) {
    const isLate = (yield* ask({ kind: "now" })) >= deadline;
    if (isLate || (most > 0 && failures >= most)) break;
    const server = order[index % order.length];
    if (server === undefined) break;
    const result = yield* askServer(options, server, visit);
    if (result.kind === "failed") {
      failures++;
      ({ reason } = result);
      yield* visit.act({ kind: "upstream-failed", upstream: server.address, reason });
      continue;
    }
    const { message } = result;
    if (!matches(message, visit.question)) {
      return yield* visit.write(replyTo(visit.request.message, "FORMERR"));
    }
    if (options.failover.includes(message.rcode)) {
      failovers++;
      if (failovers < order.length) continue;
    }
    if (visit.next?.name === "forward" && goesOn(options, message)) return yield* visit.passOn();
    return yield* visit.write(message);
  }
  return yield* visit.fail("SERVFAIL", reason);
}

function* askServer(
  options: ForwardOptions,
  server: Server,
  visit: Visit,
): Effects<DnsNeed, Exchanged> {
  yield* visit.act({ kind: "forwarded", upstream: server.address });
  const isTcp = visit.request.transport === "tcp" && options.transport !== "prefer_udp";
  // Streams to upstreams are not simulated; saying so is better than a datagram that CoreDNS would not send.
  if (server.transport !== "dns" || isTcp || options.transport === "force_tcp") {
    return { kind: "failed", reason: "not simulated: a connection to an upstream" };
  }
  return yield* exchange(server, visit.request.message, options.readTimeout * 1e6);
}

function goesOn(options: ForwardOptions, message: DnsMessage): boolean {
  if (options.next.includes(message.rcode)) return true;
  return options.nextOnNodata && message.rcode === "NOERROR" && message.answer.length === 0;
}

function matches(message: DnsMessage, { name, type }: Question): boolean {
  const [question, ...others] = message.question;
  if (question === undefined || others.length > 0 || !message.flags.qr) return false;
  return question.name.toLowerCase() === name.toLowerCase() && question.type === type;
}
