import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import type { DnsNeed } from "../effect.js";
import { closeSocket, exchange } from "./exchange.js";
import type { Asking, Exchange, Pace } from "./exchange.js";
import type { ResolverOptions } from "./option.js";

/** What one candidate came to (glibc 2.36 resolv/res_query.c: __libc_res_nquery). */
export type Verdict =
  | { readonly kind: "answered"; readonly messages: readonly DnsMessage[] }
  | { readonly kind: "not-found" | "no-data" | "no-recovery"; readonly result: string }
  | {
      readonly kind: "try-again";
      readonly result: string;
      readonly isServfail: boolean;
      /** Whether nothing listens at any of the servers. */
      readonly refused: boolean;
    };

/** The servers and what holds for the whole look-up. */
export interface Resolver {
  readonly servers: readonly Address[];
  readonly options: ResolverOptions;
  readonly pace: Pace;
  /** How many candidates were asked; `rotate` begins with another server each time. */
  asked: number;
}

/** glibc uses the first three servers. */
const MOST_SERVERS = 3;

/** Asks the servers in order, as often as `attempts` says, until one gives an answer that can be used. */
export function* askServers(
  resolver: Resolver,
  askings: readonly Asking[],
): Effects<DnsNeed, Verdict> {
  const { options, pace } = resolver;
  const servers = resolver.servers.slice(0, MOST_SERVERS);
  const sockets = new Map<Address, number>();
  resolver.asked++;
  const first = options.rotate ? resolver.asked : 0;
  let last: Exchange & { readonly kind: "next" } = { kind: "next", heard: null, refused: false };
  let hasWaited = false;
  let verdict: Verdict | null = null;
  for (let round = 0; round < options.attempts && verdict === null; round++) {
    for (let shift = 0; shift < servers.length && verdict === null; shift++) {
      const place = (first + shift) % servers.length;
      const address = servers[place];
      if (address === undefined) continue;
      const timeoutMicroseconds = secondsFor(options, place, servers.length) * 1e6;
      const result = yield* exchange({ address, timeoutMicroseconds, pace, sockets }, askings);
      if (result.kind === "answers") verdict = judge(result.messages);
      else if (result.kind === "truncated") verdict = TRUNCATED;
      else {
        last = { ...result, heard: result.heard ?? last.heard };
        hasWaited ||= !result.refused;
      }
    }
  }
  for (const address of [...sockets.keys()]) yield* closeSocket({ sockets, address });
  if (verdict !== null) return verdict;
  const rcode = last.heard?.rcode;
  const result = rcode ?? (last.refused ? "refused" : "timeout");
  return { kind: "try-again", result, isServfail: rcode === "SERVFAIL", refused: !hasWaited };
}

// An answer that is cut short would be asked for again over TCP, which is not simulated.
const TRUNCATED: Verdict = {
  kind: "try-again",
  result: "truncated",
  isServfail: false,
  refused: false,
};

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
  return { kind: "no-recovery", result: rcode };
}
