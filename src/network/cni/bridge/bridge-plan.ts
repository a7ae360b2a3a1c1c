import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { Device, InterfaceAddress } from "../../device.js";
import type { Namespace } from "../../namespace.js";
import type { Route } from "../../route.js";
import type { Sysctls } from "../../sysctl.js";

/** How a CNI that puts its pods on a bridge of their node does so. */
export interface BridgePlan {
  readonly cluster: Cluster;
  /** The bridge's name: `cni0`. */
  readonly bridge: string;
  /** Of the bridge and of both ends of the pods' cables, in bytes. */
  readonly mtu: number;
  readonly hairpin: boolean;
  readonly isolated: boolean;
  readonly promiscuous: boolean;
  /** Whether the bridge is there on a node without pods. */
  readonly always: boolean;
  readonly podAddresses: (pod: Pod, node: Node) => readonly PlannedAddress[];
  /** The bridge's own addresses on a node. */
  readonly gateways: (node: Node, pods: readonly Pod[]) => readonly InterfaceAddress[];
  /** Of a pod, beside those that the kernel makes with its addresses. */
  readonly podRoutes: (pod: Pod, node: Node) => readonly Route[];
  readonly podSysctls: Sysctls;
  /** What a node has beside its bridge. */
  readonly beside: (node: Node) => NodeExtra;
}

/** An address that a pod gets, with its network's length, and the gateway that its routes may go by. */
export interface PlannedAddress extends InterfaceAddress {
  readonly gateway: Address | null;
}

/** What a CNI adds to a node beside the bridge. */
export interface NodeExtra {
  readonly devices: readonly Device[];
  readonly routes: readonly Route[];
  readonly neighbours: Namespace["neighbours"];
  readonly forwardings: Namespace["forwardings"];
}

/** Nothing beside the bridge. */
export const NO_EXTRA: NodeExtra = { devices: [], routes: [], neighbours: [], forwardings: [] };
