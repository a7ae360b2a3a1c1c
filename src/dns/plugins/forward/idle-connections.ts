import type { Effects } from "../../../base/effect.js";
import { ask } from "../../ask.js";
import type { DnsNeed } from "../../effect.js";
import type { IdleLimits } from "./options.js";

/** The connections to one upstream that wait for a query, the longest waiting first (coredns plugin/pkg/proxy/persistent.go). */
export interface IdleConnections {
  readonly limits: IdleLimits;
  readonly waiting: Connection[];
}

/** A connection over TCP; times in virtual microseconds. */
export interface Connection {
  readonly socket: number;
  readonly openedAt: number;
  usedAt: number;
}

/** No connection yet. */
export function noConnections(limits: IdleLimits): IdleConnections {
  return { limits, waiting: [] };
}

/** Takes the connection that has waited longest; those that have waited too long are closed (connect.go: Dial). */
export function* takeConnection(idle: IdleConnections): Effects<DnsNeed, Connection | null> {
  const now = yield* ask({ kind: "now" });
  for (;;) {
    const connection = idle.waiting.shift();
    if (connection === undefined) return null;
    const hasWaited = now - connection.usedAt > idle.limits.expire * 1e6;
    if (!hasWaited && !isOld(connection, idle.limits, now)) return connection;
    yield* close(connection);
  }
}

/** Lets a connection wait for the next query, unless enough do (persistent.go: Yield). */
export function* giveConnection(
  idle: IdleConnections,
  connection: Connection,
): Effects<DnsNeed, void> {
  const { most } = idle.limits;
  if (most > 0 && idle.waiting.length >= most) {
    yield* close(connection);
    return;
  }
  connection.usedAt = yield* ask({ kind: "now" });
  idle.waiting.push(connection);
  yield* ask({ kind: "spawn", process: closeLater(idle, connection, connection.usedAt) });
}

// CoreDNS looks for connections to close every ten seconds, whatever `expire` says.
const SWEEP = 10_000_000;

function* closeLater(
  idle: IdleConnections,
  connection: Connection,
  usedAt: number,
): Effects<DnsNeed, void> {
  const { expire, maxAge } = idle.limits;
  const ends = [usedAt + expire * 1e6, ...(maxAge > 0 ? [connection.openedAt + maxAge * 1e6] : [])];
  const at = Math.ceil(Math.min(...ends) / SWEEP) * SWEEP;
  const now = yield* ask({ kind: "now" });
  if (at > now) yield* ask({ kind: "sleep", microseconds: at - now });
  const place = idle.waiting.indexOf(connection);
  // It may have been used since then, and has another end.
  if (place === -1 || connection.usedAt !== usedAt) return;
  idle.waiting.splice(place, 1);
  yield* close(connection);
}

function isOld({ openedAt }: Connection, { maxAge }: IdleLimits, now: number): boolean {
  return maxAge > 0 && now - openedAt > maxAge * 1e6;
}

function* close({ socket }: Connection): Effects<DnsNeed, void> {
  yield* ask({ kind: "close-tcp", socket });
}
