import type { Address } from "../base/address.js";
import type { Prefix } from "../base/prefix.js";

/** How a KubeProxyConfiguration names the modes (`mode`); userspace is gone since 1.26. */
export type ProxyModeName = "iptables" | "ipvs" | "nftables" | "userspace";

/** What a cluster's KubeProxyConfiguration and its nodes' kernels decide; the same for every node. */
export interface ProxySettings {
  readonly mode: ProxyModeName;
  /** `bindAddress`: what counts as the node's own address of its family; null where nothing is said. */
  readonly bindAddress: Address | null;
  /** The bit of the packet mark that asks for masquerading, 0 to 31. */
  readonly masqueradeBit: number;
  /** Masquerade everything that goes to a cluster address, pods' own traffic too. */
  readonly masqueradeAll: boolean;
  readonly detectLocal: DetectLocalSettings;
  /** `nodePortAddresses`; null where nothing is said, which every mode reads in its own way. */
  readonly nodePortAddresses: readonly Prefix[] | "primary" | null;
  /** `iptables.localhostNodePorts`: whether 127.0.0.1 serves node ports. */
  readonly localhostNodePorts: boolean;
  /** `conntrack.tcpBeLiberal`: leaves out the rule that drops packets in state INVALID. */
  readonly tcpBeLiberal: boolean;
  /** Whether the kernels have the accounting objects (nfacct) that two rules count into. */
  readonly accounting: boolean;
  readonly ipvs: IpvsSettings;
  /** From a change of Services or EndpointSlices to the nodes' rules, in virtual microseconds. */
  readonly syncDelay: number;
}

/** How kube-proxy tells the traffic of pods from that of others (`detectLocalMode`). */
export type DetectLocalSettings =
  /** `clusterCIDR`; null for the cluster's pod ranges, as kubeadm writes it; empty where the file leaves it out. */
  | { readonly kind: "cluster-cidr"; readonly ranges: readonly Prefix[] | null }
  /** The node's own `spec.podCIDRs`. */
  | { readonly kind: "node-cidr" }
  | { readonly kind: "bridge-interface"; readonly name: string }
  | { readonly kind: "interface-name-prefix"; readonly prefix: string };

/** The `ipvs` part of a KubeProxyConfiguration. */
export interface IpvsSettings {
  /** `rr` unless said. */
  readonly scheduler: string;
  readonly strictArp: boolean;
  /** `excludeCIDRs`: virtual servers of others that kube-proxy leaves alone. */
  readonly excludeRanges: readonly Prefix[];
}

/** A kubeadm cluster's settings on a kernel without nfacct (kubernetes pkg/proxy/apis/config/v1alpha1/defaults.go v1.36). */
export const DEFAULT_PROXY_SETTINGS: ProxySettings = {
  mode: "iptables",
  bindAddress: null,
  masqueradeBit: 14,
  masqueradeAll: false,
  detectLocal: { kind: "cluster-cidr", ranges: null },
  nodePortAddresses: null,
  localhostNodePorts: true,
  tcpBeLiberal: false,
  accounting: false,
  ipvs: { scheduler: "rr", strictArp: false, excludeRanges: [] },
  syncDelay: 1_000_000,
};

/** The modes that Hopwise plays, in the order in which they came. */
export const PLAYED_MODES: readonly ProxyModeName[] = ["iptables", "ipvs", "nftables"];
