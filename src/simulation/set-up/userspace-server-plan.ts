import { FAMILIES } from "../../base/address.js";
import type { Random } from "../../base/random.js";
import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { endpointsKey, endpointsOf } from "../../kubeproxy/endpoint.js";
import type { EndpointMap } from "../../kubeproxy/endpoint.js";
import { proxyInputOf } from "../../kubeproxy/mode.js";
import { isProxierFamily, proxiedPortsOf } from "../../kubeproxy/userspace/proxied-port.js";
import type { ProxiedPort } from "../../kubeproxy/userspace/proxied-port.js";
import { createRoundRobin } from "../../kubeproxy/userspace/round-robin.js";
import type { RoundRobin } from "../../kubeproxy/userspace/round-robin.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { heldPort, userspaceProxy } from "../application/userspace-proxy.js";
import type { ServerPlan } from "./server-plan.js";

/** The ports that kube-proxy's process on a node serves itself: none but in userspace mode. */
export function userspacePorts(cluster: Cluster, node: Node): readonly ProxiedPort[] {
  if (cluster.settings.proxy.mode !== "userspace") return [];
  return FAMILIES.flatMap((family) => proxiedPortsOf(proxyInputOf(cluster, node, family)));
}

/** The endpoints that it chooses from. */
export function userspaceEndpoints(cluster: Cluster, node: Node): EndpointMap {
  const family = FAMILIES.find((each) => isProxierFamily(proxyInputOf(cluster, node, each)));
  return family === undefined ? new Map() : endpointsOf(cluster.endpointSlices, family, node.name);
}

/** The load balancer of a node's kube-proxy at its start: it hears of endpoints before it knows the Services, as it waits for both lists and then syncs (proxier.go v1.25: OnEndpointsSynced). */
export function startBalancer(cluster: Cluster, node: Node, random: Random): RoundRobin {
  const balancer = createRoundRobin(random.fork(`userspace/${node.name}`));
  if (cluster.settings.proxy.mode === "userspace") balancer.hear(userspaceEndpoints(cluster, node));
  return balancer;
}

/** kube-proxy's servers for ports of Services; its load balancer learns of these Services here. */
export function planUserspaceServers(
  { name }: Pick<Node, "name">,
  ports: readonly ProxiedPort[],
  balancer: RoundRobin,
): readonly ServerPlan[] {
  const shared = { namespace: nodeNamespaceId(name), program: "kube-proxy" } as const;
  return ports.flatMap((port): readonly ServerPlan[] => {
    const { protocol, proxyPort, nodePort } = port;
    balancer.serve(endpointsKey(port.name, protocol), port.affinitySeconds);
    const plan = { ...shared, protocol };
    const serving = { ...plan, port: proxyPort, run: () => userspaceProxy({ port, balancer }) };
    return nodePort === null
      ? [serving]
      : [serving, { ...plan, port: nodePort, run: () => heldPort(protocol, nodePort) }];
  });
}
