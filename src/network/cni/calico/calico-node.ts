import { familyOf, widthOf } from "../../../base/address.js";
import { hostPrefix } from "../../../base/prefix.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import { LOOPBACK_DEVICE, device } from "../../device.js";
import type { Device } from "../../device.js";
import { LOOPBACK_MAC } from "../../mac-address.js";
import { namespace } from "../../namespace.js";
import type { Namespace } from "../../namespace.js";
import { mainTables } from "../../network.js";
import { route } from "../../route.js";
import type { Route } from "../../route.js";
import { kernelRoutes } from "../../set-up/kernel-route.js";
import { FORWARDING } from "../../sysctl.js";
import type { Sysctls } from "../../sysctl.js";
import { nodeNamespaceId } from "../kindnet/node-namespace.js";
import { LAN_DEVICE, lanDevice, lanRoutes } from "../wiring/lan-side.js";
import { blocksOf } from "./block.js";
import { GATEWAY_V6, WORKLOAD_MAC, workloadCable, workloadName } from "./workload.js";

/** The device that the ipip module makes in every namespace, and that Calico takes. */
const TUNNEL = "tunl0";

/** What carries packets between nodes, and what it leaves for pods. */
export interface CalicoBackend {
  readonly kind: "ipip" | "bgp";
  /** Of the pods' cables, in bytes. */
  readonly mtu: number;
}

/** A node with Calico: a cable to each pod without an address of its own, a route to each pod and to each other node's blocks. */
export function calicoNode(
  backend: CalicoBackend,
  cluster: Cluster,
  node: Node,
  pods: readonly Pod[],
): Namespace {
  const { settings } = cluster;
  const cables = pods.map((pod) => cableOf(pod, backend));
  const tunnels = backend.kind === "ipip" ? tunnelOf(node) : [];
  return namespace({
    id: nodeNamespaceId(node.name),
    kind: "node",
    name: node.name,
    devices: [LOOPBACK_DEVICE, lanDevice(node, settings), ...tunnels, ...cables],
    routes: mainTables([
      ...lanRoutes(node, settings),
      ...cables.flatMap(kernelRoutes),
      ...pods.flatMap(podRoutes),
      ...ownBlocks(node, cluster),
      ...peerBlocks(backend, node, cluster),
    ]),
    sysctls: cables.reduce<Sysctls>(
      (known, { name }) => ({ ...known, ...cableSysctls(name) }),
      FORWARDING,
    ),
  });
}

function cableOf(pod: Pod, { mtu }: CalicoBackend): Device {
  const hasIpv6 = pod.addresses.some((address) => familyOf(address) === "ipv6");
  return device({
    name: workloadName(pod),
    mac: WORKLOAD_MAC,
    mtu,
    // The kernel gives every device an address like this; here only the one that pods name as their gateway counts.
    addresses: hasIpv6 ? [{ address: GATEWAY_V6, length: 64 }] : [],
    segment: workloadCable(pod).id,
  });
}

// felix/ip-pool's tunnel address is the first that the node takes of its first block.
function tunnelOf(node: Node): readonly Device[] {
  const range = node.podRanges.find(({ family }) => family === "ipv4");
  if (range === undefined) return [];
  return [
    device({
      name: TUNNEL,
      mac: LOOPBACK_MAC,
      mtu: 1480,
      addresses: [{ address: range.base, length: 32 }],
      link: { kind: "ipip", local: null, remote: null },
    }),
  ];
}

function podRoutes(pod: Pod): Route[] {
  return pod.addresses.map((address) =>
    route({ destination: hostPrefix(address), device: workloadName(pod) }),
  );
}

// What is not a pod of the node's own blocks exists nowhere.
function ownBlocks(node: Node, { pods }: Cluster): Route[] {
  return blocksOf(node, pods)
    .filter((block) => block.length < widthOf(block.family))
    .map((destination) =>
      route({ kind: "blackhole", destination, device: null, scope: "global", protocol: BIRD }),
    );
}

function peerBlocks({ kind }: CalicoBackend, node: Node, { nodes, pods }: Cluster): Route[] {
  return nodes
    .filter((peer) => peer.name !== node.name)
    .flatMap((peer) =>
      blocksOf(peer, pods).flatMap((destination) => {
        const gateway = peer.addresses.find((address) => familyOf(address) === destination.family);
        if (gateway === undefined) return [];
        const isTunnelled = kind === "ipip" && destination.family === "ipv4";
        const way = isTunnelled
          ? { device: TUNNEL, onlink: true }
          : { device: LAN_DEVICE, onlink: false };
        return [route({ destination, gateway, protocol: BIRD, ...way })];
      }),
    );
}

const BIRD = "bird";

// cni-plugin/pkg/dataplane/linux/dataplane_linux.go: configureSysctls; felix endpoint_mgr.go: configureInterface.
function cableSysctls(name: string): Sysctls {
  return {
    [`net/ipv4/conf/${name}/route_localnet`]: "1",
    [`net/ipv4/neigh/${name}/proxy_delay`]: "0",
    [`net/ipv4/conf/${name}/proxy_arp`]: "1",
    [`net/ipv4/conf/${name}/rp_filter`]: "1",
    [`net/ipv6/conf/${name}/proxy_ndp`]: "1",
  };
}
