import { familyOf, widthOf } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Cni } from "../cni.js";
import { buildClusterNetwork } from "../wiring/cluster-network.js";
import { calicoNode } from "./calico-node.js";
import type { CalicoBackend } from "./calico-node.js";
import { calicoPod } from "./calico-pod.js";
import { felixEdits, felixSets } from "./felix-rules.js";
import { USUAL_PORTMAP } from "../portmap/port-mapping.js";
import { workloadCable, workloadName } from "./workload.js";

/** Calico v3.30 with BGP between the nodes, over IPIP always or without a tunnel. Of what Felix writes, only how packets leave is here. */
export const calico: Cni = {
  build: (cluster, outside) => {
    const backend = backendOf(cluster);
    return buildClusterNetwork(cluster, outside, {
      node: (node, pods) => calicoNode(backend, cluster, node, pods),
      pod: (pod, node) => calicoPod(backend, pod, node),
      cable: workloadCable,
    });
  },
  edits: (cluster, _node, family) => felixEdits(cluster, family, backendOf(cluster).kind),
  sets: felixSets,
  // manifests/calico.yaml: cni_network_config.
  portMapping: () => ({
    ...USUAL_PORTMAP,
    network: "k8s-pod-network",
    addresses: ({ addresses }) =>
      addresses.map((address) => ({ address, length: widthOf(familyOf(address)) })),
    device: workloadName,
  }),
};

function backendOf({ settings: { cni } }: Cluster): CalicoBackend {
  const isIpip = cni.kind === "calico" && cni.backend === "ipip";
  return isIpip ? { kind: "ipip", mtu: 1480 } : { kind: "bgp", mtu: 1500 };
}
