import type { Cluster } from "../../../cluster/cluster.js";
import type { Cni } from "../cni.js";
import type { CniConfig } from "../config/cni-config.js";
import { configuredEdits } from "../config/config-rules.js";
import {
  addressesOf,
  configOf,
  configuredPortMapping,
  configuredRoutes,
} from "../config/planned.js";
import { vethName } from "../kindnet/veth-pair.js";
import { buildPtpNetwork } from "./build-ptp-network.js";
import type { PtpPlan } from "./ptp-plan.js";

/**
 * The ptp plugin with host-local, as its configuration says (containernetworking/plugins v1.9 plugins/main/ptp/ptp.go), and between
 * the nodes a route to each node's pod range, which somebody has typed.
 */
export const ptp: Cni = {
  build: (cluster, outside) => buildPtpNetwork(planOf(cluster, configOf(cluster)), outside),
  edits: (cluster, node, family) => configuredEdits(configOf(cluster), cluster, node, family),
  portMapping: (cluster) => configuredPortMapping(configOf(cluster), vethName),
};

function planOf(cluster: Cluster, config: CniConfig): PtpPlan {
  return {
    cluster,
    mtu: config.mtu ?? 1500,
    addresses: (pod, node) => addressesOf(config, pod, node),
    podRoutes: (pod, node) => configuredRoutes(config, addressesOf(config, pod, node)),
    podSysctls: config.tuning,
  };
}
