import type { Address } from "../../base/address.js";
import type { RecentLists, SeenAddress } from "./recent-question.js";

// The limits of xt_recent: addresses in a list, and times kept of each (at most; a rule keeps what its count needs).
const MOST_ADDRESSES = 100;
const MOST_TIMES = 256;

interface Entry {
  readonly times: readonly number[];
  readonly ttl: number;
}

/** Empty lists. linux net/netfilter/xt_recent.c: recent_mt. */
export function createRecentLists(): RecentLists {
  const lists = new Map<string, Map<Address, Entry>>();

  const touch = (list: Map<Address, Entry>, { address, ttl }: SeenAddress, now: number): void => {
    const times = list.get(address)?.times ?? [];
    // Entered anew, so that the map stays in the order of last use.
    list.delete(address);
    const oldest = list.size >= MOST_ADDRESSES ? list.keys().next().value : undefined;
    if (oldest !== undefined) list.delete(oldest);
    list.set(address, { times: [...times, now].slice(-MOST_TIMES), ttl });
  };

  return {
    ask({ list: name, action, seconds, reap, hitCount, sameTtl, negated }, seen, now) {
      const list = lists.get(name) ?? new Map<Address, Entry>();
      lists.set(name, list);
      const found = list.get(seen.address);
      const entry = sameTtl && found?.ttl !== seen.ttl ? undefined : found;
      if (entry === undefined) {
        if (action === "set") touch(list, seen, now);
        return (action === "set") !== negated;
      }
      if (action === "remove") {
        list.delete(seen.address);
        return !negated;
      }
      if (action === "set") {
        touch(list, seen, now);
        return !negated;
      }
      const since = seconds === null ? -Infinity : now - seconds * 1_000_000;
      const hits = entry.times.filter((time) => time >= since).length;
      if (reap && seconds !== null) forgetOldest(list, since);
      const holds = hits >= (hitCount ?? 1) !== negated;
      // The opposite counts here as well: "! --update" touches an address that it does not find in time.
      if (holds && action === "update") touch(list, seen, now);
      return holds;
    },
  };
}

// --reap looks only at the address that was used longest ago.
function forgetOldest(list: Map<Address, Entry>, since: number): void {
  const oldest = list.entries().next().value;
  if (oldest !== undefined && (oldest[1].times.at(-1) ?? 0) < since) list.delete(oldest[0]);
}
