import type { NetfilterHost } from "../netfilter-host.js";
import { removeConnection } from "./remove.js";

// NF_CT_EVICTION_RANGE: so many buckets are looked through, from where the new connection belongs.
const BUCKETS_LOOKED_THROUGH = 8;

/**
 * Whether there is room for one more connection, which may cost one that was never ASSURED. Where the kernel looks for
 * it depends on a hash that no one knows; here it is drawn, with the same chance (linux nf_conntrack_core.c: early_drop).
 */
export function makeRoom(host: NetfilterHost): boolean {
  const { conntrack, random } = host;
  const { max, buckets } = conntrack.settings;
  if (max === 0 || conntrack.count() < max) return true;
  const victims = conntrack.list().filter(({ entry }) => !entry.assured);
  const draws = random.fork(`room/${host.now}/${conntrack.count()}`);
  // Both tuples of a connection are in the hash table.
  const elsewhere = Math.max(0, 1 - BUCKETS_LOOKED_THROUGH / buckets) ** (2 * victims.length);
  const victim = draws.next() < elsewhere ? undefined : victims[draws.integer(victims.length)];
  if (victim === undefined) return false;
  removeConnection(victim, "evicted", host);
  return true;
}
