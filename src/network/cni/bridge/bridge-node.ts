import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { USUAL_PORT } from "../../../cluster/topology/device.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import type { Device } from "../../device.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { FORWARDING } from "../../sysctl.js";
import type { Sysctls } from "../../sysctl.js";
import { nodeNamespaceId } from "../kindnet/node-namespace.js";
import { vethName, vethPair } from "../kindnet/veth-pair.js";
import { lanDevice, lanRoutes } from "../wiring/lan-side.js";
import type { BridgePlan } from "./bridge-plan.js";

/** What kubeadm asks for before it lets a node join: bridged packets meet iptables. */
export const BRIDGE_NETFILTER: Sysctls = {
  "net/bridge/bridge-nf-call-iptables": "1",
  "net/bridge/bridge-nf-call-ip6tables": "1",
};

/** A node's namespace: its device on the LAN, and a bridge that the cables of its pods are plugged into. */
export function bridgeNode(plan: BridgePlan, node: Node, pods: readonly Pod[]): Namespace {
  const { settings } = plan.cluster;
  const extra = plan.beside(node);
  const bridges = plan.always || pods.length > 0 ? [bridgeDevice(plan, node, pods)] : [];
  const veths = pods.map((pod) => portOf(plan, pod, node));
  return namespace({
    id: nodeNamespaceId(node.name),
    kind: "node",
    name: node.name,
    devices: [LOOPBACK_DEVICE, lanDevice(node, settings), ...bridges, ...extra.devices, ...veths],
    routes: mainTables([
      ...lanRoutes(node, settings),
      ...bridges.flatMap(kernelRoutes),
      ...extra.devices.flatMap(kernelRoutes),
      ...extra.routes,
    ]),
    neighbours: extra.neighbours,
    forwardings: extra.forwardings,
    sysctls: { ...FORWARDING, ...BRIDGE_NETFILTER },
  });
}

function bridgeDevice(plan: BridgePlan, node: Node, pods: readonly Pod[]): Device {
  const { bridge: name, mtu, promiscuous } = plan;
  const addresses = plan.gateways(node, pods);
  const mac = hashedMac(`${node.name} ${name}`);
  return device({ name, mac, mtu, promiscuous, addresses, link: { kind: "bridge" } });
}

function portOf(plan: BridgePlan, pod: Pod, node: Node): Device {
  const { bridge: master, mtu, hairpin, isolated } = plan;
  const name = vethName(pod);
  const port = { ...USUAL_PORT, hairpin, isolated };
  const mac = hashedMac(`${node.name} ${name}`);
  return device({ name, mac, mtu, master, port, segment: vethPair(pod).id });
}
