import { address, familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { nthAddress } from "../base/prefix.js";
import type { Cluster } from "../cluster/cluster.js";
import type { Node } from "../cluster/node.js";
import { serviceKey } from "../cluster/service.js";
import { servicePortsOf } from "../kubeproxy/service-port.js";
import type { ServicePort } from "../kubeproxy/service-port.js";
import type { FirstPacket } from "../netfilter/fate/first-packet.js";
import { nodeAddressOf } from "../kubeproxy/node-address.js";

/** Who may send the first packet to a Service on a node, as far as its rules tell clients apart. */
export type ProbeClient = "pod-here" | "pod-elsewhere" | "node" | "outside";

/** A packet that asks what a node's rules make of a Service. */
export interface Probe {
  /** `default/example`. */
  readonly service: string;
  readonly client: ProbeClient;
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: FirstPacket["protocol"];
  readonly port: number;
}

/** The probes of a family that meet every way into the Services on one node. */
export function probesOf(
  cluster: Cluster,
  node: Node,
  family: Family,
  wants: (service: string) => boolean,
): readonly Probe[] {
  const clients = clientsOf(cluster, node, family);
  return servicePortsOf(cluster.services, family).flatMap((port) => {
    const service = serviceKey({ namespace: port.namespace, name: port.service });
    const { protocol } = port;
    if (!wants(service)) return [];
    return entriesOf(port, node).flatMap(({ destination, port: number }) =>
      clients.map(([client, source]) => ({
        service,
        client,
        source,
        destination,
        protocol,
        port: number,
      })),
    );
  });
}

interface Entry {
  readonly destination: Address;
  readonly port: number;
}

function entriesOf(port: ServicePort, node: Node): readonly Entry[] {
  const addresses = [
    port.clusterAddress,
    ...port.externalAddresses,
    ...port.loadBalancerAddresses,
  ].map((destination) => ({ destination, port: port.port }));
  if (port.nodePort === null) return addresses;
  const own = nodeAddressOf(node.addresses, familyOf(port.clusterAddress));
  return [...addresses, { destination: own, port: port.nodePort }];
}

// Documentation's addresses stand for anybody outside (RFC 5737, RFC 3849).
const OUTSIDE = { ipv4: address("192.0.2.1"), ipv6: address("2001:db8::1") } as const;

function clientsOf(
  { pods, nodes }: Cluster,
  node: Node,
  family: Family,
): readonly (readonly [ProbeClient, Address])[] {
  const ofFamily = (address: Address): boolean => familyOf(address) === family;
  const podOn = ({ name, podRanges }: Node): Address | null => {
    const pod = pods.find((candidate) => candidate.node === name && !candidate.hostNetwork);
    const range = podRanges.find((candidate) => candidate.family === family);
    // An address that no endpoint has where there is no pod.
    const free = range === undefined ? null : nthAddress(range, 250);
    return pod?.addresses.find(ofFamily) ?? free;
  };
  const other = nodes.find(({ name }) => name !== node.name);
  const found: readonly (readonly [ProbeClient, Address | null])[] = [
    ["pod-here", podOn(node)],
    ["pod-elsewhere", other === undefined ? null : podOn(other)],
    ["node", node.addresses.find(ofFamily) ?? null],
    ["outside", OUTSIDE[family]],
  ];
  return found.flatMap(([client, source]) => (source === null ? [] : [[client, source] as const]));
}
