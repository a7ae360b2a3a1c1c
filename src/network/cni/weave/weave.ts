import { familyOf } from "../../../base/address.js";
import { contains, nthAddress } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { InterfaceAddress } from "../../device.js";
import type { BridgePlan, PlannedAddress } from "../bridge/bridge-plan.js";
import { bridgePortMapping } from "../bridge/bridge-port-mapping.js";
import { buildBridgeNetwork } from "../bridge/build-bridge-network.js";
import { defaultRoutes } from "../bridge/host-local.js";
import type { Cni } from "../cni.js";
import { WEAVE_MTU, overlay } from "./overlay.js";
import { weaveEdits } from "./weave-rules.js";

/** Weave Net v2.8: all pods in one network, on a bridge of their node each, with a tunnel between the bridges. IPv4 only. */
export const weave: Cni = {
  build: (cluster, outside) => buildBridgeNetwork(planOf(cluster), outside),
  edits: (cluster, _node, family) => weaveEdits(cluster, family),
  // The weave script writes it: /etc/cni/net.d/10-weave.conflist.
  portMapping: (cluster) => bridgePortMapping(planOf(cluster), "weave"),
};

function planOf(cluster: Cluster): BridgePlan {
  const addressesOf = (pod: Pod, node: Node): readonly PlannedAddress[] => {
    const [own] = bridgeAddresses(cluster, node);
    return pod.addresses
      .filter((address) => familyOf(address) === "ipv4" && own !== undefined)
      .map((address) => ({ address, length: own?.length ?? 0, gateway: own?.address ?? null }));
  };
  return {
    cluster,
    bridge: "weave",
    mtu: WEAVE_MTU,
    hairpin: true,
    isolated: false,
    promiscuous: false,
    always: true,
    podAddresses: addressesOf,
    gateways: (node) => bridgeAddresses(cluster, node),
    // plugin/net/cni.go: setupRoutes.
    podRoutes: (pod, node) => defaultRoutes(addressesOf(pod, node)),
    podSysctls: {},
    beside: (node) => overlay(node, cluster.nodes),
  };
}

// The network is that of the whole cluster, so pods of all nodes are neighbours.
function bridgeAddresses({ settings }: Cluster, node: Node): readonly InterfaceAddress[] {
  const range = node.podRanges.find(({ family }) => family === "ipv4");
  const address = range === undefined ? null : nthAddress(range, 1);
  if (address === null) return [];
  const network = settings.podRanges.find((candidate) => contains(candidate, address));
  return [{ address, length: network?.length ?? range?.length ?? 0 }];
}
