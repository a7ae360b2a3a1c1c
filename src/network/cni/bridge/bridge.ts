import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { InterfaceAddress } from "../../device.js";
import type { Cni } from "../cni.js";
import type { CniConfig } from "../config/cni-config.js";
import { configuredEdits } from "../config/config-rules.js";
import {
  addressesOf,
  configOf,
  configuredPortMapping,
  configuredRoutes,
} from "../config/planned.js";
import { peerRoutes } from "../wiring/lan-side.js";
import type { BridgePlan } from "./bridge-plan.js";
import { NO_EXTRA } from "./bridge-plan.js";
import { buildBridgeNetwork } from "./build-bridge-network.js";

/**
 * The bridge plugin with host-local, as its configuration says (containernetworking/plugins v1.9 plugins/main/bridge/bridge.go),
 * and between the nodes a route to each node's pod range, which somebody has typed.
 */
export const bridge: Cni = {
  build: (cluster, outside) => buildBridgeNetwork(planOf(cluster, configOf(cluster)), outside),
  edits: (cluster, node, family) => configuredEdits(configOf(cluster), cluster, node, family),
  portMapping: (cluster) => {
    const config = configOf(cluster);
    return configuredPortMapping(config, () => config.bridge);
  },
};

function planOf(cluster: Cluster, config: CniConfig): BridgePlan {
  return {
    cluster,
    bridge: config.bridge,
    mtu: config.mtu ?? 1500,
    hairpin: config.hairpinMode,
    isolated: config.portIsolation,
    promiscuous: config.promiscMode,
    // The plugin makes the bridge for the first pod.
    always: false,
    podAddresses: (pod, node) => addressesOf(config, pod, node),
    gateways: (node, pods) => (config.isGateway ? gatewaysOf(config, node, pods) : []),
    podRoutes: (pod, node) => configuredRoutes(config, addressesOf(config, pod, node)),
    podSysctls: config.tuning,
    beside: (node) => ({ ...NO_EXTRA, routes: peerRoutes(node, cluster.nodes) }),
  };
}

// For each pod the bridge gets the gateway of the pod's range, unless it has it already.
function gatewaysOf(
  config: CniConfig,
  node: Node,
  pods: readonly Pod[],
): readonly InterfaceAddress[] {
  const found = new Map<Address, InterfaceAddress>();
  for (const { gateway, length } of pods.flatMap((pod) => addressesOf(config, pod, node)))
    if (gateway !== null && !found.has(gateway)) found.set(gateway, { address: gateway, length });
  return [...found.values()];
}
