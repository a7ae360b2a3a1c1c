import { familyOf, widthOf } from "../../../base/address.js";
import { hostPrefix } from "../../../base/prefix.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import type { Device } from "../../device.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { route } from "../../route.js";
import type { Route } from "../../route.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { FORWARDING } from "../../sysctl.js";
import { nodeNamespaceId } from "../kindnet/node-namespace.js";
import { vethName, vethPair } from "../kindnet/veth-pair.js";
import { lanDevice, lanRoutes, peerRoutes } from "../wiring/lan-side.js";
import { strayRoutes } from "../wiring/stray-pods.js";
import type { PtpPlan } from "./ptp-plan.js";

/** A node's own namespace: eth0 on the LAN, and for each of its own pods a veth with a host route. */
export function ptpNode(plan: PtpPlan, node: Node, pods: readonly Pod[]): Namespace {
  const { settings, nodes } = plan.cluster;
  const veths = pods.map((pod) => vethOf(plan, pod, node));
  return namespace({
    id: nodeNamespaceId(node.name),
    kind: "node",
    name: node.name,
    devices: [LOOPBACK_DEVICE, lanDevice(node, settings), ...veths],
    routes: mainTables([
      ...lanRoutes(node, settings),
      ...veths.flatMap(kernelRoutes),
      ...pods.flatMap((pod) => hostRoutes(plan, pod, node)),
      ...peerRoutes(node, nodes),
      ...strayRoutes(node, plan.cluster),
    ]),
    sysctls: FORWARDING,
  });
}

// Each veth carries the range's gateway address, so that it can answer as the pod's next hop.
function vethOf(plan: PtpPlan, pod: Pod, node: Node): Device {
  const name = vethName(pod);
  const gateways = plan.addresses(pod, node).flatMap(({ gateway }) => gateway ?? []);
  return device({
    name,
    mac: hashedMac(`${node.name} ${name}`),
    mtu: plan.mtu,
    addresses: gateways.map((address) => ({ address, length: widthOf(familyOf(address)) })),
    segment: vethPair(pod).id,
  });
}

// containernetworking/plugins plugins/main/ptp/ptp.go: setupHostVeth adds host routes of scope host.
function hostRoutes(plan: PtpPlan, pod: Pod, node: Node): Route[] {
  return plan
    .addresses(pod, node)
    .map(({ address }) =>
      route({ destination: hostPrefix(address), device: vethName(pod), scope: "host" }),
    );
}
