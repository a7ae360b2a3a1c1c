import type { Cluster } from "../../../cluster/cluster.js";
import type { Namespace } from "../../namespace.js";
import type { Network } from "../../network.js";
import type { Sysctls } from "../../sysctl.js";
import { nodeNamespaceId } from "../kindnet/node-namespace.js";
import type { PortMapping } from "./port-mapping.js";
import { addressOfFamily, mappedPods } from "./portmap-rules.js";

/**
 * The network with the nodes' devices that may carry 127.0.0.1 to pods with a port of the node
 * (containernetworking/plugins v1.9 plugins/meta/portmap/main.go: cmdAdd; utils.go: enableLocalnetRouting).
 */
export function withLocalnetRouting(
  network: Network,
  cluster: Cluster,
  mapping: PortMapping,
): Network {
  if (!mapping.snat) return network;
  const settings = new Map(
    cluster.nodes.map((node): readonly [Namespace["id"], Sysctls] => {
      const pods = mappedPods(cluster, node).filter(
        (pod) => addressOfFamily(mapping, pod, node, "ipv4") !== null,
      );
      const names = pods.map((pod) => `net/ipv4/conf/${mapping.device(pod)}/route_localnet`);
      return [nodeNamespaceId(node.name), Object.fromEntries(names.map((name) => [name, "1"]))];
    }),
  );
  const namespaces = network.namespaces.map((namespace) => {
    const own = settings.get(namespace.id);
    return own === undefined || Object.keys(own).length === 0
      ? namespace
      : { ...namespace, sysctls: { ...namespace.sysctls, ...own } };
  });
  return { ...network, namespaces };
}
