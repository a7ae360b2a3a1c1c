import type { Cluster } from "../../../cluster/cluster.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { route } from "../../route.js";
import { familyOf } from "../../../base/address.js";
import type { BridgePlan } from "../bridge/bridge-plan.js";
import { NO_EXTRA } from "../bridge/bridge-plan.js";
import { buildBridgeNetwork } from "../bridge/build-bridge-network.js";
import {
  defaultRoutes,
  gatewayOf,
  hostLocalAddresses,
  nodeRangesOf,
} from "../bridge/host-local.js";
import type { Cni } from "../cni.js";
import { GATEWAY } from "../kindnet/outside.js";

/** What kubenet leaves alone when it masquerades: the kubelet's `--non-masquerade-cidr`. */
const NON_MASQUERADE = "10.0.0.0/8";

/**
 * kubenet and the cloud's routes: on each node the bridge cbr0, and in the router between the nodes a route to each node's pod
 * range by that node (kubernetes v1.23 pkg/kubelet/dockershim/network/kubenet/kubenet_linux.go; the cloud's route controller).
 */
export const cloudRoutes: Cni = {
  build: (cluster, outside) =>
    buildBridgeNetwork(planOf(cluster), outside, (namespace) => withRoutes(namespace, cluster)),
  // kubenet_linux.go: ensureMasqRule; it knows one range, and so one family.
  edits: (_cluster, _node, family) =>
    family === "ipv6"
      ? []
      : [
          {
            kind: "append",
            owner: "cni",
            table: "nat",
            chain: "POSTROUTING",
            rule: `-m comment --comment "kubenet: SNAT for outbound traffic from cluster" -m addrtype ! --dst-type LOCAL ! -d ${NON_MASQUERADE} -j MASQUERADE`,
          },
        ],
};

function planOf(cluster: Cluster): BridgePlan {
  const addressesOf: BridgePlan["podAddresses"] = (pod, node) =>
    hostLocalAddresses(pod, nodeRangesOf(node));
  return {
    cluster,
    bridge: "cbr0",
    mtu: 1500,
    // `--hairpin-mode=hairpin-veth`; the other mode needs ebtables.
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
    podRoutes: (pod, node) => defaultRoutes(addressesOf(pod, node)),
    podSysctls: {},
    beside: () => NO_EXTRA,
  };
}

// The router is the cloud's, and says nothing to a node whose packet goes back to where it came from.
function withRoutes(namespace: Namespace, { nodes }: Cluster): Namespace {
  if (namespace.id !== GATEWAY) return namespace;
  const device = namespace.devices.find(({ segment }) => segment?.startsWith("lan/"))?.name ?? null;
  const routes = nodes.flatMap((node) =>
    node.podRanges.flatMap((destination) => {
      const gateway = node.addresses.find((address) => familyOf(address) === destination.family);
      return gateway === undefined ? [] : [route({ destination, gateway, device })];
    }),
  );
  return {
    ...namespace,
    routes: mainTables([...namespace.routes.ipv4, ...namespace.routes.ipv6, ...routes]),
    sysctls: {
      ...namespace.sysctls,
      "net/ipv4/conf/all/send_redirects": "0",
      ...(device === null ? {} : { [`net/ipv4/conf/${device}/send_redirects`]: "0" }),
    },
  };
}
