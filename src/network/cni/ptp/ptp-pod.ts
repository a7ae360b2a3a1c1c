import { familyOf } from "../../../base/address.js";
import { hostPrefix, prefixOf } from "../../../base/prefix.js";
import type { Node } from "../../../cluster/node.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { route } from "../../route.js";
import type { Route } from "../../route.js";
import type { PlannedAddress } from "../bridge/bridge-plan.js";
import { POD_DEVICE } from "../bridge/bridge-pod.js";
import { nodeNamespaceId } from "../kindnet/node-namespace.js";
import { podNamespaceId } from "../kindnet/pod-namespace.js";
import { vethPair } from "../kindnet/veth-pair.js";
import type { PtpPlan } from "./ptp-plan.js";

/** The pod's namespace as the ptp plugin leaves it: with the mask of the range, though nothing else is on the link. */
export function ptpPod(plan: PtpPlan, pod: Pod, node: Node): Namespace {
  const addresses = plan.addresses(pod, node);
  const eth0 = device({
    name: POD_DEVICE,
    mac: hashedMac(`${podKey(pod)} ${POD_DEVICE}`),
    mtu: plan.mtu,
    addresses: addresses.map(({ address, length }) => ({ address, length })),
    segment: vethPair(pod).id,
  });
  return namespace({
    id: podNamespaceId(pod),
    kind: "pod",
    name: pod.name,
    kubernetesNamespace: pod.namespace,
    node: nodeNamespaceId(node.name),
    devices: [LOOPBACK_DEVICE, eth0],
    routes: mainTables([...plan.podRoutes(pod, node), ...addresses.flatMap(networkRoutes)]),
    sysctls: plan.podSysctls,
  });
}

// containernetworking/plugins plugins/main/ptp/ptp.go: setupContainerVeth. The route that came with the
// address is replaced: even a neighbour of the same range is reached by way of the host.
function networkRoutes({ address, length, gateway }: PlannedAddress): Route[] {
  if (gateway === null) return [];
  const source = familyOf(address) === "ipv4" ? address : null;
  const device = POD_DEVICE;
  return [
    route({ destination: prefixOf(address, length), gateway, device, source }),
    route({ destination: hostPrefix(gateway), device, source }),
  ];
}
