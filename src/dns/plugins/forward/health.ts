import type { Effects } from "../../../base/effect.js";
import { createQuery } from "../../../packet/dns-reply.js";
import { ask } from "../../ask.js";
import type { Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { exchange } from "./exchange.js";
import type { ForwardOptions } from "./options.js";
import type { Server } from "./upstream-list.js";

/** What is known of an upstream's health. */
export interface Health {
  /** How often in a row its checks failed. */
  fails: number;
  /** Whether it is being checked. */
  checking: boolean;
}

/** The health of an upstream that nothing is known of. */
export function unknownHealth(): Health {
  return { fails: 0, checking: false };
}

/** Whether an upstream counts as down (coredns plugin/pkg/proxy/proxy.go: Down). */
export function isDown({ fails }: Health, { maxFails }: ForwardOptions): boolean {
  return maxFails > 0 && fails > maxFails;
}

// coredns plugin/pkg/proxy/health.go: setDefaultTimeout.
const CHECK_TIMEOUT = 1_000_000;

/** Starts to check an upstream, beside the query that failed there, until it answers (coredns plugin/pkg/up/up.go). */
export function* startChecks(
  visit: Visit,
  health: Health,
  { server, options }: { readonly server: Server; readonly options: ForwardOptions },
): Effects<DnsNeed, void> {
  if (health.checking || options.maxFails === 0) return;
  health.checking = true;
  yield* ask({ kind: "spawn", process: check(visit, health, { server, options }) });
}

function* check(
  visit: Visit,
  health: Health,
  { server, options }: { readonly server: Server; readonly options: ForwardOptions },
): Effects<DnsNeed, void> {
  const { healthCheck } = options;
  const plain = createQuery(0, { name: healthCheck.domain, type: "NS", class: "IN" });
  const query = { ...plain, flags: { ...plain.flags, rd: healthCheck.recursion } };
  const transport = options.transport === "force_tcp" ? "tcp" : "udp";
  const asking = { server, transport, timeoutMicroseconds: CHECK_TIMEOUT } as const;
  for (;;) {
    const result = yield* exchange(asking, query);
    const told = result.kind === "reply" ? "reply" : result.reason;
    yield* visit.act({ kind: "upstream-checked", upstream: server.address, result: told });
    // Whatever comes back, it is alive.
    if (result.kind === "reply") break;
    health.fails++;
    yield* ask({ kind: "sleep", microseconds: healthCheck.interval * 1e6 });
  }
  health.fails = 0;
  health.checking = false;
}
