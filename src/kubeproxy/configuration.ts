import { FAMILIES } from "../base/address.js";
import type { Family } from "../base/address.js";
import { hostPrefix } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";
import type { Cluster } from "../cluster/cluster.js";
import type { Node } from "../cluster/node.js";
import { minorOf } from "../cluster/proxy-version.js";
import type { ProxySettings } from "../cluster/proxy-settings.js";
import { nodeAddressOf } from "./node-address.js";
import { isLoopback } from "./node-port-address.js";

/** What a KubeProxyConfiguration and the kernel decide about one node's rules. */
export interface ProxyConfiguration {
  /** The minor version of kube-proxy, 36 for 1.36; iptables mode alone reads it. */
  readonly minorVersion: number;
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
  /** The ranges of cluster addresses that the API server lists (ServiceCIDR); nftables mode alone reads them. */
  readonly serviceRanges: readonly Prefix[];
  /** The scheduler of ipvs mode. */
  readonly scheduler: string;
  readonly strictArp: boolean;
}

/** How kube-proxy tells the traffic of pods from that of others. */
export type DetectLocal =
  | { readonly kind: "cluster-cidr"; readonly ranges: readonly Prefix[] }
  | { readonly kind: "node-cidr"; readonly ranges: readonly Prefix[] }
  | { readonly kind: "bridge-interface"; readonly name: string }
  | { readonly kind: "interface-name-prefix"; readonly prefix: string }
  | { readonly kind: "none" };

/** The configuration of a cluster's kube-proxy as it comes out on one node. */
export function configurationOf({ settings }: Cluster, node: Node): ProxyConfiguration {
  const { proxy } = settings;
  return {
    minorVersion: minorOf(settings.version),
    masqueradeBit: proxy.masqueradeBit,
    masqueradeAll: proxy.masqueradeAll,
    detectLocal: detectLocalOf(proxy, settings.podRanges, node),
    nodePortAddresses: nodePortRangesOf(proxy, node),
    localhostNodePorts: proxy.localhostNodePorts,
    tcpBeLiberal: proxy.tcpBeLiberal,
    accounting: { invalidDropped: proxy.accounting, localhostNodePorts: proxy.accounting },
    randomFully: true,
    serviceRanges: settings.serviceRanges,
    scheduler: proxy.ipvs.scheduler,
    strictArp: proxy.ipvs.strictArp,
  };
}

function detectLocalOf(
  { detectLocal }: ProxySettings,
  podRanges: readonly Prefix[],
  node: Node,
): DetectLocal {
  switch (detectLocal.kind) {
    case "cluster-cidr":
      return { kind: "cluster-cidr", ranges: detectLocal.ranges ?? podRanges };
    case "node-cidr":
      return { kind: "node-cidr", ranges: node.podRanges };
    case "bridge-interface":
    case "interface-name-prefix":
      return detectLocal;
  }
}

// Left out means every address, but in nftables mode the node's own (cmd/kube-proxy/app/server_linux.go v1.36: platformApplyDefaults).
function nodePortRangesOf(
  { nodePortAddresses, mode, bindAddress }: ProxySettings,
  node: Node,
): readonly Prefix[] {
  const said = nodePortAddresses ?? (mode === "nftables" ? "primary" : []);
  if (said !== "primary") return said;
  return FAMILIES.flatMap((family) => {
    const own = nodeAddressOf(node.addresses, family, bindAddress);
    return isLoopback(own) ? [] : [hostPrefix(own)];
  });
}

/** The first range of a family, the only one of it that counts (pkg/proxy/util v1.36). */
export function localRangeOf(ranges: readonly Prefix[], family: Family): Prefix | null {
  return ranges.find((range) => range.family === family) ?? null;
}
