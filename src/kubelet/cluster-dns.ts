import type { Address } from "../base/address.js";
import { nthAddress } from "../base/prefix.js";
import type { ClusterSettings } from "../cluster/cluster.js";

/**
 * The kubelets' `clusterDNS`: what was said, or what kubeadm writes, the tenth address of the first service range; none
 * where that is too small. With node-local-dns in ipvs mode it is the address of that: elsewhere it has both.
 */
export function clusterDnsOf({
  clusterDns,
  serviceRanges,
  nodeLocalDns,
  proxy,
}: Pick<
  ClusterSettings,
  "clusterDns" | "serviceRanges" | "nodeLocalDns" | "proxy"
>): readonly Address[] {
  if (clusterDns !== undefined) return clusterDns;
  if (nodeLocalDns !== undefined && proxy.mode === "ipvs") return [nodeLocalDns];
  const [range] = serviceRanges;
  const tenth = range === undefined ? null : nthAddress(range, 10);
  return tenth === null ? [] : [tenth];
}
