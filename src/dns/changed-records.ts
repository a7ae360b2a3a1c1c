import type { Cluster } from "../cluster/cluster.js";
import type { RecordsChange } from "../trace/event/cluster-event.js";
import type { DnsServer } from "./server.js";

/** Which records a server's plugins answer with differently in two states of the cluster, each once. */
export function changedRecordsOf(
  { running }: DnsServer,
  before: Cluster,
  after: Cluster,
): readonly RecordsChange[] {
  const found = new Map<string, RecordsChange>();
  for (const { links } of running) {
    for (const { offer } of links) {
      for (const change of offer.changedRecords?.(before, after) ?? [])
        found.set(`${change.name} ${change.type}`, change);
    }
  }
  return [...found.values()];
}
