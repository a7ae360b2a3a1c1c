import type { Family } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";
import type { Cluster } from "../cluster/cluster.js";

/** What a KubeProxyConfiguration and the kernel decide about the rules of iptables mode. */
export interface ProxyConfiguration {
  /** The bit of the packet mark that asks for masquerading, 0 to 31. */
  readonly masqueradeBit: number;
  /** Masquerade everything that goes to a cluster address, pods' own traffic too. */
  readonly masqueradeAll: boolean;
  readonly detectLocal: DetectLocal;
  /** `nodePortAddresses`: the ranges whose local addresses serve node ports; empty for all. */
  readonly nodePortAddresses: readonly Prefix[];
  /** `iptables.localhostNodePorts`: whether 127.0.0.1 serves node ports. */
  readonly localhostNodePorts: boolean;
  /** `conntrack.tcpBeLiberal`: leaves out the rule that drops packets in state INVALID. */
  readonly tcpBeLiberal: boolean;
  /** Whether the kernel has the accounting objects (nfacct) that two rules count into. */
  readonly accounting: {
    readonly invalidDropped: boolean;
    readonly localhostNodePorts: boolean;
  };
  /** Whether iptables knows `--random-fully` (1.6.2 and later). */
  readonly randomFully: boolean;
}

/** How kube-proxy tells the traffic of pods from that of others. */
export type DetectLocal =
  | { readonly kind: "cluster-cidr"; readonly ranges: readonly Prefix[] }
  | { readonly kind: "node-cidr"; readonly ranges: readonly Prefix[] }
  | { readonly kind: "bridge-interface"; readonly name: string }
  | { readonly kind: "interface-name-prefix"; readonly prefix: string }
  | { readonly kind: "none" };

/** What kind configures: kubeadm's defaults with the cluster's pod ranges as clusterCIDR, on a kernel without nfacct. */
export function configurationOf(cluster: Cluster): ProxyConfiguration {
  return {
    masqueradeBit: 14,
    masqueradeAll: false,
    detectLocal: { kind: "cluster-cidr", ranges: cluster.settings.podRanges },
    nodePortAddresses: [],
    localhostNodePorts: true,
    tcpBeLiberal: false,
    accounting: { invalidDropped: false, localhostNodePorts: false },
    randomFully: true,
  };
}

/** The matches that hold for traffic of pods, and for traffic of all others. */
export interface LocalDetector {
  readonly local: string;
  readonly notLocal: string;
}

/** The detector of a family; null where the configuration gives none, and then the rules that need it are absent. */
export function localDetectorOf(detect: DetectLocal, family: Family): LocalDetector | null {
  switch (detect.kind) {
    case "cluster-cidr":
    case "node-cidr": {
      // With several ranges of a family only the first counts (pkg/proxy/util, v1.36).
      const range = detect.ranges.find((range) => range.family === family);
      return range === undefined ? null : detectorOf(`-s ${range.base}/${range.length}`);
    }
    case "bridge-interface":
      return detectorOf(`-i ${detect.name}`);
    case "interface-name-prefix":
      return detectorOf(`-i ${detect.prefix}+`);
    case "none":
      return null;
  }
}

function detectorOf(match: string): LocalDetector {
  return { local: match, notLocal: `! ${match}` };
}
