import { familyOf } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import { route } from "../../route.js";
import type { BridgePlan } from "../bridge/bridge-plan.js";
import { NO_EXTRA } from "../bridge/bridge-plan.js";
import { POD_DEVICE } from "../bridge/bridge-pod.js";
import { bridgePortMapping } from "../bridge/bridge-port-mapping.js";
import { buildBridgeNetwork } from "../bridge/build-bridge-network.js";
import {
  defaultRoutes,
  gatewayOf,
  hostLocalAddresses,
  nodeRangesOf,
} from "../bridge/host-local.js";
import type { Cni } from "../cni.js";
import { peerRoutes } from "../wiring/lan-side.js";
import { flannelEdits } from "./flannel-rules.js";
import { POD_MTU, vxlanExtra } from "./vxlan.js";

/**
 * flannel of kube-flannel.yml: the bridge plugin with host-local on each node, and between nodes its VXLAN backend or host-gw
 * (flannel-io/cni-plugin: cmdAdd fills in the bridge plugin's settings from /run/flannel/subnet.env).
 */
export const flannel: Cni = {
  build: (cluster, outside) => buildBridgeNetwork(planOf(cluster), outside),
  edits: flannelEdits,
  // kube-flannel.yml: cni-conf.json.
  portMapping: (cluster) => bridgePortMapping(planOf(cluster), "cbr0"),
};

function planOf(cluster: Cluster): BridgePlan {
  const { cni } = cluster.settings;
  const isVxlan = cni.kind === "flannel" && cni.backend === "vxlan";
  const addressesOf: BridgePlan["podAddresses"] = (pod, node) =>
    hostLocalAddresses(pod, nodeRangesOf(node));
  return {
    cluster,
    bridge: "cni0",
    mtu: isVxlan ? POD_MTU : 1500,
    hairpin: true,
    isolated: false,
    promiscuous: false,
    always: false,
    podAddresses: addressesOf,
    gateways: (node) =>
      nodeRangesOf(node).flatMap((range) => {
        const address = gatewayOf(range);
        return address === null ? [] : [{ address, length: range.subnet.length }];
      }),
    podRoutes: (pod, node) => {
      const addresses = addressesOf(pod, node);
      // Its ipam section has a route to flannel's whole network, and isDefaultGateway adds the default one.
      const toNetwork = cluster.settings.podRanges.flatMap((destination) => {
        const gateway =
          addresses.find(({ address }) => familyOf(address) === destination.family)?.gateway ??
          null;
        return gateway === null ? [] : [route({ destination, gateway, device: POD_DEVICE })];
      });
      return [...defaultRoutes(addresses), ...toNetwork];
    },
    podSysctls: {},
    beside: (node) =>
      isVxlan
        ? vxlanExtra(node, cluster.nodes)
        : { ...NO_EXTRA, routes: peerRoutes(node, cluster.nodes) },
  };
}
