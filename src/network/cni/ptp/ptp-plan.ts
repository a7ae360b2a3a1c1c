import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { Route } from "../../route.js";
import type { Sysctls } from "../../sysctl.js";
import type { PlannedAddress } from "../bridge/bridge-plan.js";

/** How the ptp plugin wires a cluster's pods: each by a cable of its own, without a bridge. */
export interface PtpPlan {
  readonly cluster: Cluster;
  /** Of both ends of the pods' cables, in bytes. */
  readonly mtu: number;
  readonly addresses: (pod: Pod, node: Node) => readonly PlannedAddress[];
  /** Of a pod, beside those to its own network. */
  readonly podRoutes: (pod: Pod, node: Node) => readonly Route[];
  readonly podSysctls: Sysctls;
}
