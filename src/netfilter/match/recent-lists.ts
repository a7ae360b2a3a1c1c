import type { Address } from "../../base/address.js";
import type { RecentLists } from "./recent-question.js";

// The limits of xt_recent: addresses in a list, and times kept of each.
const MOST_ADDRESSES = 100;
const MOST_TIMES = 20;

/** Empty lists. linux net/netfilter/xt_recent.c: recent_mt. */
export function createRecentLists(): RecentLists {
  const lists = new Map<string, Map<Address, number[]>>();

  const touch = (list: Map<Address, number[]>, key: Address, now: number): void => {
    const times = list.get(key) ?? [];
    // Entered anew, so that the map stays in the order of last use.
    list.delete(key);
    const oldest = list.size >= MOST_ADDRESSES ? list.keys().next().value : undefined;
    if (oldest !== undefined) list.delete(oldest);
    list.set(key, [...times, now].slice(-MOST_TIMES));
  };

  return {
    ask({ list: name, action, seconds, reap, hitCount }, key, now) {
      const list = lists.get(name) ?? new Map<Address, number[]>();
      lists.set(name, list);
      const times = list.get(key);
      if (times === undefined) {
        if (action === "set") touch(list, key, now);
        return action === "set";
      }
      if (action === "remove") return list.delete(key);
      if (action === "set") {
        touch(list, key, now);
        return true;
      }
      const since = seconds === null ? -Infinity : now - seconds * 1_000_000;
      const hits = times.filter((time) => time >= since).length;
      if (reap && seconds !== null) forgetOldest(list, since);
      const holds = hits >= (hitCount ?? 1);
      if (holds && action === "update") touch(list, key, now);
      return holds;
    },
  };
}

// --reap looks only at the address that was used longest ago.
function forgetOldest(list: Map<Address, number[]>, since: number): void {
  const oldest = list.entries().next().value;
  if (oldest !== undefined && (oldest[1].at(-1) ?? 0) < since) list.delete(oldest[0]);
}
