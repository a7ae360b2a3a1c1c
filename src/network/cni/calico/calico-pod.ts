import { FAMILIES, familyOf, widthOf } from "../../../base/address.js";
import { hostPrefix } from "../../../base/prefix.js";
import type { Node } from "../../../cluster/node.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { everything, route } from "../../route.js";
import type { Route } from "../../route.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { POD_DEVICE } from "../bridge/bridge-pod.js";
import { nodeNamespaceId } from "../kindnet/node-namespace.js";
import { podNamespaceId } from "../kindnet/pod-namespace.js";
import type { CalicoBackend } from "./calico-node.js";
import { GATEWAY_V4, GATEWAY_V6, workloadCable } from "./workload.js";

/** A pod as Calico's plugin leaves it: alone in its network, with a gateway that nobody owns. */
export function calicoPod({ mtu }: CalicoBackend, pod: Pod, node: Node): Namespace {
  const eth0 = device({
    name: POD_DEVICE,
    mac: hashedMac(`${podKey(pod)} ${POD_DEVICE}`),
    mtu,
    addresses: pod.addresses.map((address) => ({ address, length: widthOf(familyOf(address)) })),
    segment: workloadCable(pod).id,
  });
  return namespace({
    id: podNamespaceId(pod),
    kind: "pod",
    name: pod.name,
    kubernetesNamespace: pod.namespace,
    node: nodeNamespaceId(node.name),
    devices: [LOOPBACK_DEVICE, eth0],
    routes: mainTables([...kernelRoutes(eth0), ...gatewayRoutes(pod)]),
  });
}

// projectcalico/calico cni-plugin/pkg/dataplane/linux/dataplane_linux.go: DoNetworking.
function gatewayRoutes({ addresses }: Pod): readonly Route[] {
  return FAMILIES.filter((family) => addresses.some((own) => familyOf(own) === family)).flatMap(
    (family) => {
      const destination = everything(family);
      if (family === "ipv6")
        return [route({ destination, gateway: GATEWAY_V6, device: POD_DEVICE })];
      return [
        route({ destination: hostPrefix(GATEWAY_V4), device: POD_DEVICE }),
        route({ destination, gateway: GATEWAY_V4, device: POD_DEVICE }),
      ];
    },
  );
}
