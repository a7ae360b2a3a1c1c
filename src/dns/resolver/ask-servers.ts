import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import { ask } from "../ask.js";
import type { DnsNeed } from "../effect.js";
import type { Asking } from "./asking.js";
import { exchangeOverTcp } from "./exchange-over-tcp.js";
import { closeSocket, exchange } from "./exchange.js";
import type { Exchange, NextServer, Pace } from "./exchange.js";
import type { ResolverOptions } from "./option.js";

/** What one candidate came to (glibc 2.36 resolv/res_query.c: __res_context_query). */
export type Verdict =
  | { readonly kind: "answered"; readonly messages: readonly DnsMessage[] }
  | { readonly kind: "not-found" | "no-data" | "no-recovery"; readonly result: string }
  | {
      readonly kind: "try-again";
      readonly result: string;
      readonly isServfail: boolean;
      /** Whether no server is there at all, so that no other name is tried. */
      readonly refused: boolean;
    };

/** The servers and what holds for the whole look-up. */
export interface Resolver {
  readonly servers: readonly Address[];
  readonly options: ResolverOptions;
  readonly pace: Pace;
  /** The place of the server that `rotate` begins with next; null before the first one was drawn. */
  next: number | null;
}

/** glibc uses the first three servers. */
const MOST_SERVERS = 3;

/** Asks the servers in order, as often as `attempts` says, until one gives an answer that can be used; over TCP once (glibc 2.36 resolv/res_send.c: __res_context_send). */
export function* askServers(
  resolver: Resolver,
  askings: readonly Asking[],
): Effects<DnsNeed, Verdict> {
  const { options, pace } = resolver;
  const servers = resolver.servers.slice(0, MOST_SERVERS);
  const sockets = new Map<Address, number>();
  const first = options.rotate ? yield* rotated(resolver, servers.length) : 0;
  let last: NextServer = { kind: "next", heard: null, mayExist: false };
  let mayExist = false;
  let overTcp = options.useVc;
  let verdict: Verdict | null = null;
  for (let round = 0; round < options.attempts && verdict === null; round++) {
    for (let shift = 0; shift < servers.length && verdict === null; shift++) {
      const place = (first + shift) % servers.length;
      const address = servers[place];
      if (address === undefined) continue;
      const timeoutMicroseconds = secondsFor(options, place, servers.length) * 1e6;
      let result: Exchange = overTcp
        ? yield* exchangeOverTcp(address, askings)
        : yield* exchange({ address, timeoutMicroseconds, pace, sockets }, askings);
      if (result.kind === "truncated") {
        // What was cut is asked for again, and whoever is asked from now on, over TCP.
        overTcp = true;
        mayExist = false;
        result = yield* exchangeOverTcp(address, askings);
      }
      if (result.kind === "answers") verdict = judge(result.messages);
      else if (result.kind === "next") {
        last = { ...result, heard: result.heard ?? last.heard };
        mayExist = overTcp ? result.mayExist : mayExist || result.mayExist;
      }
    }
    if (overTcp) break;
  }
  for (const address of [...sockets.keys()]) yield* closeSocket({ sockets, address });
  if (verdict !== null) return verdict;
  const rcode = last.heard?.rcode;
  const result = rcode ?? (mayExist ? "timeout" : "refused");
  return { kind: "try-again", result, isServfail: rcode === "SERVFAIL", refused: !mayExist };
}

// Each program begins where chance says, and goes round from there.
function* rotated(resolver: Resolver, count: number): Effects<DnsNeed, number> {
  const place = resolver.next ?? (yield* ask({ kind: "draw", bound: count }));
  resolver.next = place + 1;
  return place;
}

// Later servers are given more time, shared by all.
function secondsFor({ timeout }: ResolverOptions, place: number, count: number): number {
  const seconds = timeout * 2 ** place;
  return Math.max(1, place > 0 ? Math.floor(seconds / count) : seconds);
}

function judge(messages: readonly DnsMessage[]): Verdict {
  const [first, second = first] = messages;
  const hasRecords = ({ rcode, answer }: DnsMessage): boolean =>
    rcode === "NOERROR" && answer.length > 0;
  if (first === undefined || second === undefined || messages.some(hasRecords)) {
    return { kind: "answered", messages };
  }
  const rcode = first.rcode === "NOERROR" ? second.rcode : first.rcode;
  if (rcode === "NXDOMAIN") return { kind: "not-found", result: rcode };
  if (rcode === "NOERROR") return { kind: "no-data", result: "NODATA" };
  if (rcode !== "SERVFAIL") return { kind: "no-recovery", result: rcode };
  // Only over TCP does a failure come this far.
  const isServfail = first.rcode === "SERVFAIL";
  return { kind: "try-again", result: rcode, isServfail, refused: false };
}
