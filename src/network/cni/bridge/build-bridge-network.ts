import type { Address } from "../../../base/address.js";
import type { Namespace } from "../../namespace.js";
import type { Network } from "../../network.js";
import { buildClusterNetwork } from "../wiring/cluster-network.js";
import { bridgeNode } from "./bridge-node.js";
import type { BridgePlan } from "./bridge-plan.js";
import { bridgePod } from "./bridge-pod.js";

/** A cluster whose pods are on a bridge of their node each. */
export function buildBridgeNetwork(
  plan: BridgePlan,
  outside: readonly Address[],
  changeOutside?: (namespace: Namespace) => Namespace,
): Network {
  return buildClusterNetwork(plan.cluster, outside, {
    node: (node, pods) => bridgeNode(plan, node, pods),
    pod: (pod, node) => bridgePod(plan, pod, node),
    ...(changeOutside === undefined ? {} : { outside: changeOutside }),
  });
}
