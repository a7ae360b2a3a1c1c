import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { Network } from "../../network.js";
import type { PlannedAddress } from "../bridge/bridge-plan.js";
import { defaultRoutes, hostLocalAddresses, nodeRangesOf } from "../bridge/host-local.js";
import { strayAddresses } from "../wiring/stray-pods.js";
import { buildPtpNetwork } from "../ptp/build-ptp-network.js";

/**
 * A cluster as kind and its CNI wire it: nodes on one docker network, a veth pair for each pod by the ptp plugin, no bridge, and on
 * each node a route to every other node's pod range (kind images/kindnetd/cmd/kindnetd/routes.go).
 */
export function buildKindnet(cluster: Cluster, outside: readonly Address[]): Network {
  const addresses = kindnetAddresses;
  const podRoutes = (pod: Pod, node: Node): ReturnType<typeof defaultRoutes> =>
    defaultRoutes(addresses(pod, node));
  return buildPtpNetwork({ cluster, mtu: 1500, addresses, podRoutes, podSysctls: {} }, outside);
}

/** The addresses that the ptp plugin gives a pod. */
export function kindnetAddresses(pod: Pod, node: Node): readonly PlannedAddress[] {
  return [...hostLocalAddresses(pod, nodeRangesOf(node)), ...strayAddresses(pod, node)];
}
