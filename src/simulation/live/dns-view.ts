import type { Cluster } from "../../cluster/cluster.js";
import type { Pod } from "../../cluster/pod.js";
import { podKey } from "../../cluster/pod.js";
import { VIRTUAL_EPOCH } from "../virtual-epoch.js";

/** What CoreDNS in one pod knows of the cluster. */
export interface DnsView {
  /** The cluster as its informers have it. */
  heard: Cluster;
  /** When the API server was so, in virtual microseconds: what happened before is in it. */
  heardAt: number;
  /** The serial number of its SOA records. */
  serial: number;
}

/** What the CoreDNS pods of a cluster know, by `podKey`. */
export type DnsViews = Map<string, DnsView>;

/** What CoreDNS in a pod knows; one that starts now lists all that there is. */
export function dnsViewOf(
  views: DnsViews,
  pod: Pod,
  start: () => Omit<DnsView, "serial">,
): DnsView {
  const key = podKey(pod);
  const known = views.get(key);
  if (known !== undefined) return known;
  const { heard, heardAt } = start();
  const view = { heard, heardAt, serial: serialAt(heardAt) };
  views.set(key, view);
  return view;
}

/** The serial number of a change: seconds since 1970 (coredns plugin/kubernetes/controller.go: updateModified). */
export function serialAt(microseconds: number): number {
  return VIRTUAL_EPOCH + Math.floor(microseconds / 1e6);
}
