import type { Address, Family } from "../../base/address.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import type { Network } from "../network.js";
import type { PortMapping } from "./portmap/port-mapping.js";

/** A CNI: how it wires a cluster, and what its programs write into the nodes' rules. */
export interface Cni {
  /** Wires the cluster, and the addresses outside that the play speaks of. */
  readonly build: (cluster: Cluster, outside: readonly Address[]) => Network;
  /** The rules that its programs add on a node, after those of the kubelet and of kube-proxy. */
  readonly edits: (cluster: Cluster, node: Node, family: Family) => readonly IptablesEdit[];
  /** The portmap plugin among its own; left out, or null, where it has none. */
  readonly portMapping?: (cluster: Cluster) => PortMapping | null;
  /** The sets that those rules name, as `ipset save` prints them; left out where there are none. */
  readonly sets?: (cluster: Cluster, node: Node) => string;
}
