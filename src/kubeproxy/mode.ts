import { address, familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { Cluster } from "../cluster/cluster.js";
import type { Node } from "../cluster/node.js";
import type { IptablesEdit } from "../netfilter/iptables/edit.js";
import { configurationOf } from "./configuration.js";
import { compileIptables } from "./iptables/compile.js";
import type { ProxyInput } from "./iptables/input.js";

/** Compiles what one node's proxier of one family writes. */
type ProxyMode = (input: ProxyInput) => readonly IptablesEdit[];

/** The proxy modes, by the name in KubeProxyConfiguration. */
const MODES: Readonly<Record<Cluster["settings"]["proxyMode"], ProxyMode>> = {
  iptables: compileIptables,
};

/** The changes that kube-proxy makes to a node's rules of a family, from nothing to a full sync. */
export function compileRules(
  cluster: Cluster,
  node: Node,
  family: Family,
): readonly IptablesEdit[] {
  return MODES[cluster.settings.proxyMode](proxyInputOf(cluster, node, family));
}

function proxyInputOf(cluster: Cluster, node: Node, family: Family): ProxyInput {
  const loopbacks = [address("127.0.0.1"), address("::1")];
  return {
    family,
    services: cluster.services,
    endpointSlices: cluster.endpointSlices,
    nodeName: node.name,
    zone: node.labels["topology.kubernetes.io/zone"] ?? null,
    nodeAddress: nodeAddressOf(node.addresses, family),
    localAddresses: [...loopbacks, ...node.addresses],
    configuration: configurationOf(cluster),
  };
}

/** The address that kube-proxy takes for the node's own: the node's first of the family, else loopback (cmd/kube-proxy/app v1.36: detectNodeIPs). */
export function nodeAddressOf(nodeAddresses: readonly Address[], family: Family): Address {
  const own = nodeAddresses.find((candidate) => familyOf(candidate) === family);
  return own ?? address(family === "ipv6" ? "::1" : "127.0.0.1");
}
