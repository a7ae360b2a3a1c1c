import type { Node } from "../../../cluster/node.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { nodeNamespaceId } from "../kindnet/node-namespace.js";
import { podNamespaceId } from "../kindnet/pod-namespace.js";
import { vethPair } from "../kindnet/veth-pair.js";
import type { BridgePlan } from "./bridge-plan.js";

/** The name of a pod's device. */
export const POD_DEVICE = "eth0";

/** The namespace of a pod whose cable leads to a bridge of its node. */
export function bridgePod(plan: BridgePlan, pod: Pod, node: Node): Namespace {
  const eth0 = device({
    name: POD_DEVICE,
    mac: hashedMac(`${podKey(pod)} ${POD_DEVICE}`),
    mtu: plan.mtu,
    addresses: plan.podAddresses(pod, node).map(({ address, length }) => ({ address, length })),
    segment: vethPair(pod).id,
  });
  return namespace({
    id: podNamespaceId(pod),
    kind: "pod",
    name: pod.name,
    kubernetesNamespace: pod.namespace,
    node: nodeNamespaceId(node.name),
    devices: [LOOPBACK_DEVICE, eth0],
    routes: mainTables([...kernelRoutes(eth0), ...plan.podRoutes(pod, node)]),
    sysctls: plan.podSysctls,
  });
}
