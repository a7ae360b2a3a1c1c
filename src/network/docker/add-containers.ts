import { hash } from "../../base/random.js";
import type { ContainerDeclaration } from "../../cluster/topology/container.js";
import { namespaceId } from "../../trace/id.js";
import type { NamespaceId } from "../../trace/id.js";
import { LOOPBACK_DEVICE, device } from "../device.js";
import type { Device } from "../device.js";
import { dockerMac, hashedMac } from "../mac-address.js";
import { namespace } from "../namespace.js";
import type { Namespace } from "../namespace.js";
import { joinNetwork, mainTables } from "../network.js";
import type { Network, SegmentPlan } from "../network.js";
import { everything, route } from "../route.js";
import { kernelRoutes } from "../set-up/kernel-route.js";
import { DOCKER_BRIDGE, bridgeAddress, placeContainers } from "./bridge-network.js";
import type { PlacedContainer } from "./bridge-network.js";

/** The id of a container's own namespace. */
export function containerNamespaceId(name: string): NamespaceId {
  return namespaceId(`container/${name}`);
}

/**
 * The network with docker on each host that runs a container: its bridge, and for each container of that network a cable to it
 * (Docker Engine 26 libnetwork/drivers/bridge/bridge.go: CreateEndpoint). A container in the host's network has no namespace of its own.
 */
export function addContainers(
  network: Network,
  containers: readonly ContainerDeclaration[],
): Network {
  if (containers.length === 0) return network;
  const namespaces = network.namespaces.flatMap((known) => {
    const placed = isHost(known) ? placeContainers(containers, known.name) : [];
    if (placed.length === 0) return [known];
    return [withDocker(known, placed), ...placed.flatMap((one) => containerOf(one, known))];
  });
  const known = network.segments.map(({ id, kind, name }): SegmentPlan => ({ id, kind, name }));
  const added = containers.filter(({ network }) => network === "bridge").map(cableOf);
  return joinNetwork(namespaces, [...known, ...added]);
}

function isHost({ kind }: Namespace): boolean {
  return kind === "host" || kind === "node";
}

function withDocker(host: Namespace, placed: readonly PlacedContainer[]): Namespace {
  const bridge = device({
    name: DOCKER_BRIDGE,
    mac: hashedMac(`${host.name} ${DOCKER_BRIDGE}`),
    addresses: [bridgeAddress()],
    link: { kind: "bridge" },
  });
  const ports = placed
    .filter(({ address }) => address !== null)
    .map(({ container }): Device => {
      const name = cableName(container);
      const mac = hashedMac(`${host.name} ${name}`);
      return device({ name, mac, master: DOCKER_BRIDGE, segment: cableOf(container).id });
    });
  return {
    ...host,
    devices: [...host.devices, bridge, ...ports],
    routes: mainTables([...host.routes.ipv4, ...host.routes.ipv6, ...kernelRoutes(bridge)]),
    sysctls: {
      // What the host's author says comes last and counts.
      "net/ipv4/ip_forward": "1",
      "net/bridge/bridge-nf-call-iptables": "1",
      ...host.sysctls,
    },
  };
}

function containerOf(
  { container, address }: PlacedContainer,
  host: Namespace,
): readonly Namespace[] {
  const { name, network } = container;
  if (network === "host") return [];
  const { address: gateway, length } = bridgeAddress();
  const cables: readonly Device[] =
    address === null
      ? []
      : [
          device({
            name: CONTAINER_DEVICE,
            mac: dockerMac(address),
            addresses: [{ address, length }],
            segment: cableOf(container).id,
          }),
        ];
  const defaults = cables.map((cable) =>
    route({ destination: everything("ipv4"), gateway, device: cable.name }),
  );
  return [
    namespace({
      id: containerNamespaceId(name),
      kind: "container",
      name,
      node: host.id,
      devices: [LOOPBACK_DEVICE, ...cables],
      routes: mainTables([...cables.flatMap(kernelRoutes), ...defaults]),
    }),
  ];
}

const CONTAINER_DEVICE = "eth0";

function cableOf(container: ContainerDeclaration): SegmentPlan {
  return { id: `veth/container/${container.name}`, kind: "veth", name: cableName(container) };
}

// libnetwork/netutils/utils_linux.go: GenerateIfaceName draws seven digits.
function cableName({ name }: ContainerDeclaration): string {
  return `veth${hash(`docker ${name}`).toString(16).padStart(8, "0").slice(0, 7)}`;
}
