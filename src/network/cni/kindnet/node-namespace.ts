import { familyOf, widthOf } from "../../../base/address.js";
import { hostPrefix } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { namespaceId } from "../../../trace/id.js";
import type { NamespaceId } from "../../../trace/id.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import type { Device } from "../../device.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { hashedMac } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { route } from "../../route.js";
import type { Route } from "../../route.js";
import { FORWARDING } from "../../sysctl.js";
import { lanDevice, lanRoutes, peerRoutes } from "../wiring/lan-side.js";
import { podAddresses } from "./pod-namespace.js";
import { vethName, vethPair } from "./veth-pair.js";

/** The id of a node's own namespace. */
export function nodeNamespaceId(name: string): NamespaceId {
  return namespaceId(`node/${name}`);
}

/** The node's own namespace: eth0 on the LAN, and for each of its own pods a veth with a host route. */
export function nodeNamespace(node: Node, pods: readonly Pod[], cluster: Cluster): Namespace {
  const veths = pods.map((pod) => vethOf(pod, node));
  return namespace({
    id: nodeNamespaceId(node.name),
    kind: "node",
    name: node.name,
    devices: [LOOPBACK_DEVICE, lanDevice(node, cluster.settings), ...veths],
    routes: mainTables([
      ...lanRoutes(node, cluster.settings),
      ...veths.flatMap(kernelRoutes),
      ...pods.flatMap((pod) => hostRoutes(pod, node)),
      // kind images/kindnetd/cmd/kindnetd/routes.go
      ...peerRoutes(node, cluster.nodes),
    ]),
    sysctls: FORWARDING,
  });
}

// Each veth carries the range's gateway address, so that it can answer as the pod's next hop.
function vethOf(pod: Pod, node: Node): Device {
  const name = vethName(pod);
  const addresses = podAddresses(pod, node).map(({ gateway }) => ({
    address: gateway,
    length: widthOf(familyOf(gateway)),
  }));
  return device({
    name,
    mac: hashedMac(`${node.name} ${name}`),
    addresses,
    segment: vethPair(pod).id,
  });
}

// containernetworking/plugins plugins/main/ptp/ptp.go: setupHostVeth adds host routes of scope host.
function hostRoutes(pod: Pod, node: Node): Route[] {
  return podAddresses(pod, node).map(({ address }) =>
    route({
      destination: hostPrefix(address),
      device: vethName(pod),
      scope: "host",
    }),
  );
}
