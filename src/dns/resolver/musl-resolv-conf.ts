import { address } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { numericHost } from "./numeric-host.js";

/** What musl takes of a resolv.conf. */
export interface MuslResolvConf {
  readonly servers: readonly Address[];
  readonly search: readonly string[];
  /** A name with at least so many dots is not searched for. */
  readonly ndots: number;
  /** Seconds for all attempts together. */
  readonly timeout: number;
  readonly attempts: number;
}

const MOST_SERVERS = 3;
// The buffers that musl reads lines and the search list into, their ends included.
const LINE_BYTES = 256;
const SEARCH_BYTES = 256;

/** Reads a resolv.conf as musl does (musl 1.2.5 src/network/resolvconf.c): lines and search lists that its buffers cannot hold do not count. */
export function readMuslResolvConf(text: string): MuslResolvConf {
  const servers: Address[] = [];
  let search: readonly string[] = [];
  let [ndots, timeout, attempts] = [1, 5, 2];
  const lines = text.split("\n");
  for (const [index, bare] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const line = isLast ? bare : `${bare}\n`;
    if (line.length >= LINE_BYTES) continue;
    const [, keyword, rest = ""] = /^(options|nameserver|domain|search)\s([^]*)$/.exec(line) ?? [];
    switch (keyword) {
      case "options":
        ndots = numberAfter(line, /ndots:(\d+)/, 15) ?? ndots;
        attempts = numberAfter(line, /attempts:(\d+)/, 10) ?? attempts;
        timeout = numberAfter(line, /timeout:(\d+)/, 60) ?? timeout;
        break;
      case "nameserver": {
        const server = numericHost(rest.trim().split(/\s/)[0] ?? "");
        if (server !== null && servers.length < MOST_SERVERS) servers.push(server);
        break;
      }
      case "domain":
      case "search":
        if (rest.trimStart().length < SEARCH_BYTES)
          search = rest.split(/\s+/).filter((domain) => domain !== "");
        break;
      case undefined:
    }
  }
  return {
    servers: servers.length === 0 ? [address("127.0.0.1")] : servers,
    search,
    ndots,
    timeout,
    attempts,
  };
}

function numberAfter(line: string, pattern: RegExp, cap: number): number | null {
  const digits = pattern.exec(line)?.[1];
  return digits === undefined ? null : Math.min(Number(digits), cap);
}
