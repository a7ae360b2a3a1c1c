import type { Address } from "../base/address.js";
import { nthAddress } from "../base/prefix.js";
import type { ClusterSettings } from "../cluster/cluster.js";

/** The kubelets' `clusterDNS`: what was said, or what kubeadm writes, the tenth address of the first service range; none where that is too small. */
export function clusterDnsOf({ clusterDns, serviceRanges }: ClusterSettings): readonly Address[] {
  if (clusterDns !== undefined) return clusterDns;
  const [range] = serviceRanges;
  const tenth = range === undefined ? null : nthAddress(range, 10);
  return tenth === null ? [] : [tenth];
}
