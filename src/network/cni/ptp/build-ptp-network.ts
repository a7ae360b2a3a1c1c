import type { Address } from "../../../base/address.js";
import type { Network } from "../../network.js";
import { buildClusterNetwork } from "../wiring/cluster-network.js";
import { ptpNode } from "./ptp-node.js";
import type { PtpPlan } from "./ptp-plan.js";
import { ptpPod } from "./ptp-pod.js";

/** A cluster whose pods each have a cable of their own to their node, and no bridge. */
export function buildPtpNetwork(plan: PtpPlan, outside: readonly Address[]): Network {
  return buildClusterNetwork(plan.cluster, outside, {
    node: (node, pods) => ptpNode(plan, node, pods),
    pod: (pod, node) => ptpPod(plan, pod, node),
  });
}
