import type { Effects } from "../../../base/effect.js";
import { isInZone } from "../../../packet/dns-name.js";
import type { DnsMessage, Question } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import { ask } from "../../ask.js";
import type { DnsNeed } from "../../effect.js";
import { joinHostPort } from "../../corefile/go-value.js";
import type { DnsWorld } from "../../world.js";
import { exchange } from "./exchange.js";
import type { Exchanged } from "./asking.js";
import { isDown, startChecks, unknownHealth } from "./health.js";
import type { Health } from "./health.js";
import { noConnections } from "./idle-connections.js";
import type { IdleConnections } from "./idle-connections.js";
import type { ForwardOptions } from "./options.js";
import { orderServers, serversOf } from "./upstream-list.js";
import type { Rotation, Server } from "./upstream-list.js";

/** What a `forward` remembers between queries. */
interface Memory extends Rotation {
  waiting: number;
  readonly health: ReadonlyMap<Server, Health>;
  readonly idle: ReadonlyMap<Server, IdleConnections>;
}

// coredns plugin/forward/forward.go: defaultTimeout and defaultConnectAttemptsPerUpstream.
const GIVE_UP_AFTER = 5_000_000;
const ATTEMPTS_PER_UPSTREAM = 2;

/** Hands queries to other servers (coredns plugin/forward/forward.go). */
export function createForward(options: ForwardOptions, world: DnsWorld): Handler {
  const servers = serversOf(options.to, world);
  const health = new Map(servers.map((server) => [server, unknownHealth()]));
  const idle = new Map(servers.map((server) => [server, noConnections(options.idle)]));
  const memory: Memory = { count: 0, waiting: 0, health, idle };
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
      return yield* forward({ options, order, memory }, visit);
    } finally {
      memory.waiting--;
    }
  };
}

interface Forwarding {
  readonly options: ForwardOptions;
  readonly order: readonly Server[];
  readonly memory: Memory;
}

function* forward({ options, order, memory }: Forwarding, visit: Visit): Effects<DnsNeed, Answer> {
  const deadline = (yield* ask({ kind: "now" })) + GIVE_UP_AFTER;
  const most = options.maxConnectAttempts ?? ATTEMPTS_PER_UPSTREAM * order.length;
  let attempts = 0;
  let failovers = 0;
  let down = 0;
  let reason: string | null = null;
  for (let index = 0; order.length > 0; index++) {
    const isLate = (yield* ask({ kind: "now" })) >= deadline;
    if (isLate || (most > 0 && attempts >= most)) break;
    if (index % order.length === 0) down = 0;
    let server = order[index % order.length];
    if (server !== undefined && isDown(healthOf(memory, server), options)) {
      down++;
      yield* visit.act({ kind: "upstream-skipped", upstream: server.address });
      if (down < order.length) continue;
      if (options.failsFast) break;
      // With all of them down the checks may be what is broken, so one is asked all the same.
      server = order[yield* ask({ kind: "draw", bound: order.length })];
    }
    if (server === undefined) break;
    const result = yield* askServer({ options, server, idle: memory.idle.get(server) }, visit);
    if (result.kind === "failed") {
      attempts++;
      ({ reason } = result);
      yield* visit.act({ kind: "upstream-failed", upstream: server.address, reason });
      yield* startChecks(visit, healthOf(memory, server), { server, options });
      if (down < order.length) continue;
      break;
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
  return yield* visit.fail("SERVFAIL", reason ?? "no healthy proxies");
}

function healthOf({ health }: Memory, server: Server): Health {
  return health.get(server) ?? unknownHealth();
}

interface Upstream {
  readonly options: ForwardOptions;
  readonly server: Server;
  readonly idle: IdleConnections | undefined;
}

function* askServer(
  { options, server, idle }: Upstream,
  visit: Visit,
): Effects<DnsNeed, Exchanged> {
  yield* visit.act({ kind: "forwarded", upstream: server.address });
  visit.setMetadata("forward/upstream", () => joinHostPort(server.address, server.port));
  // Streams with keys are not simulated; saying so is better than a datagram that CoreDNS would not send.
  if (server.transport !== "dns") {
    return { kind: "failed", reason: "not simulated: a connection to an upstream" };
  }
  const { message, transport } = visit.request;
  const timeoutMicroseconds = options.readTimeout * 1e6;
  const by =
    options.transport === "force_tcp"
      ? "tcp"
      : options.transport === "prefer_udp"
        ? "udp"
        : transport;
  const asking = { server, timeoutMicroseconds, ...(idle === undefined ? {} : { idle }) };
  const result = yield* exchange({ ...asking, transport: by }, message);
  const isCut = result.kind === "reply" && result.message.flags.tc;
  if (!isCut || options.transport !== "prefer_udp") return result;
  return yield* exchange({ ...asking, transport: "tcp" }, message);
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
