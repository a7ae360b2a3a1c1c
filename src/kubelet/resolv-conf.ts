import type { Address } from "../base/address.js";
import { nthAddress } from "../base/prefix.js";
import type { Cluster } from "../cluster/cluster.js";
import type { Pod } from "../cluster/pod.js";
import type { ResolvConf } from "../cluster/resolv-conf.js";
import { limitSearch, limitServers } from "./resolv-conf-limit.js";

/** The resolv.conf that the kubelet writes for a pod, from that of its node (kubernetes pkg/kubelet/network/dns/dns.go v1.36: GetPodDNS). */
export function podResolvConf(cluster: Cluster, pod: Pod, nodeResolvConf: ResolvConf): ResolvConf {
  const formed = formResolvConf(cluster, pod, nodeResolvConf);
  return {
    servers: limitServers(formed.servers),
    search: limitSearch(formed.search),
    options: formed.options,
  };
}

/** The address that kubeadm configures as the kubelet's clusterDNS: the tenth of the first service range; null where the range is too small. */
export function clusterDnsOf(cluster: Cluster): Address | null {
  const range = cluster.settings.serviceRanges[0];
  return range === undefined ? null : nthAddress(range, 10);
}

function formResolvConf(cluster: Cluster, pod: Pod, node: ResolvConf): ResolvConf {
  switch (pod.dnsPolicy) {
    case "None":
      return { servers: [], search: [], options: [] };
    case "Default":
      return hostResolvConf(node);
    case "ClusterFirst":
      return pod.hostNetwork ? hostResolvConf(node) : clusterResolvConf(cluster, pod, node);
    case "ClusterFirstWithHostNet":
      return clusterResolvConf(cluster, pod, node);
  }
}

function hostResolvConf(node: ResolvConf): ResolvConf {
  return { ...node, search: hostSearch(node), options: lastOptions(node.options) };
}

function clusterResolvConf(cluster: Cluster, pod: Pod, node: ResolvConf): ResolvConf {
  const server = clusterDnsOf(cluster);
  if (server === null) return hostResolvConf(node);
  const { domain } = cluster.settings;
  const own = [`${pod.namespace}.svc.${domain}`, `svc.${domain}`, domain];
  return {
    servers: [server],
    search: [...new Set([...own, ...hostSearch(node)])],
    // Five dots keep even NAME.NAMESPACE.svc.DOMAIN a relative name; the host's options are not taken over.
    options: ["ndots:5"],
  };
}

function hostSearch(node: ResolvConf): readonly string[] {
  return node.search.map((name) => name.replace(/\.$/, "")).filter((name) => name !== "");
}

// Of options with the same name the last one counts.
function lastOptions(options: readonly string[]): readonly string[] {
  const byName = new Map(options.map((option) => [option.split(":", 1)[0], option]));
  return [...byName.values()];
}
