import { formatEndpoint } from "../base/address.js";
import type { Address } from "../base/address.js";
import type { Packet } from "../packet/packet.js";
import { hasPorts } from "../packet/ports.js";
import type { NamespaceHeader, ServiceHeader, TraceHeader } from "../trace/header.js";
import type { NamespaceId } from "../trace/id.js";
import type { TraceState } from "../trace/state.js";
import type { Tuple } from "../trace/event/netfilter-event.js";

/** The header with the hosts' tables as they are at a moment: a network that is built, or changed, names others then. */
export function headerAt(
  header: TraceHeader,
  { tables, services }: Pick<TraceState, "tables" | "services">,
): TraceHeader {
  const namespaces = header.namespaces.map((namespace) => {
    const now = tables[namespace.id];
    return now === undefined || now === namespace.tables
      ? namespace
      : { ...namespace, tables: now };
  });
  return { ...header, namespaces, services };
}

/** The namespace of this id; undefined where the header has none. */
export function namespaceOf(
  header: TraceHeader,
  id: NamespaceId | null,
): NamespaceHeader | undefined {
  return header.namespaces.find((namespace) => namespace.id === id);
}

/** What people call a namespace: its own name, with the Kubernetes namespace where another has the same name. */
export function nameOf(header: TraceHeader, id: NamespaceId | null): string {
  const found = namespaceOf(header, id);
  if (found === undefined) return id ?? "?";
  const isTaken = header.namespaces.some(
    ({ id: other, name }) => other !== id && name === found.name,
  );
  const qualified = found.kubernetesNamespace ?? found.kind;
  return isTaken ? `${qualified}/${found.name}` : found.name;
}

/** The namespace whose device has the address, leaving out loopback and the point-to-point ends of a veth pair. */
export function ownerOf(header: TraceHeader, address: string): NamespaceHeader | undefined {
  const owners = header.namespaces.filter((namespace) =>
    namespace.tables.devices.some(
      (device) => device.name !== "lo" && device.addresses.some((own) => hostPart(own) === address),
    ),
  );
  // An address that several nodes have (a gateway towards their pods) names none of them.
  return owners.length === 1 ? owners[0] : undefined;
}

/** The Service that the address belongs to, and to the port where one is given. */
export function serviceAt(
  header: TraceHeader,
  address: string,
  port: number | null,
): ServiceHeader | undefined {
  const owners = header.services.filter(({ addresses, externalAddresses = [] }) =>
    [...addresses, ...externalAddresses].some((own) => own === address),
  );
  const owner = owners.find(({ ports }) => port === null || ports.some((own) => own.port === port));
  if (owner !== undefined || port === null || !isOfNode(header, address)) return owner;
  return header.services.find(({ ports }) => ports.some(({ nodePort }) => nodePort === port));
}

// Every address of a node takes node ports, its loopback addresses as far as kube-proxy lets it.
function isOfNode(header: TraceHeader, address: string): boolean {
  return address.startsWith("127.") || ownerOf(header, address)?.kind === "node";
}

/** `example`, or `kube-system/kube-dns` outside the default namespace. */
export function serviceName(service: ServiceHeader): string {
  const { name, kubernetesNamespace } = service;
  return kubernetesNamespace === "default" ? name : `${kubernetesNamespace}/${name}`;
}

/** `example-1 (10.244.1.3:80)`: who has the address, pod, node or Service; the bare address where nobody has. */
export function partyText(header: TraceHeader, address: Address, port: number | null): string {
  const where = port === null ? address : formatEndpoint(address, port);
  const owner = ownerOf(header, address);
  if (owner !== undefined) return `${nameOf(header, owner.id)} (${where})`;
  const service = serviceAt(header, address, port);
  return service === undefined ? where : `${serviceName(service)} (${where})`;
}

/** A DNS name as sentences have it, without the dot at its end; the root stays a dot. */
export function withoutRoot(name: string): string {
  return name.endsWith(".") && name !== "." ? name.slice(0, -1) : name;
}

/** The packet's source as text: with its port, where it has one. */
export function sourceText(packet: Packet): string {
  return endText(packet, "source");
}

/** The packet's destination as text: with its port, where it has one. */
export function destinationText(packet: Packet): string {
  return endText(packet, "destination");
}

/** A packet's port at one end; null for ICMP. */
export function portOf(packet: Packet, end: "source" | "destination"): number | null {
  const { transport } = packet;
  if (!hasPorts(transport)) return null;
  return end === "source" ? transport.sourcePort : transport.destinationPort;
}

/** `10.244.1.5:41522 → 10.96.1.64:80`. */
export function tupleText(tuple: Tuple): string {
  return `${tupleEnd(tuple, "source")} → ${tupleEnd(tuple, "destination")}`;
}

/** One end of a conntrack tuple; the port is left out where it is 0. */
export function tupleEnd(tuple: Tuple, end: "source" | "destination"): string {
  const [address, port] =
    end === "source"
      ? [tuple.source, tuple.sourcePort]
      : [tuple.destination, tuple.destinationPort];
  if (port === 0) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The address of `172.18.0.2/16`. */
export function hostPart(text: string): string {
  return text.split("/")[0] ?? text;
}

/** The addresses of a namespace that others can reach, of one family where it has any of it. */
export function addressesOf(namespace: NamespaceHeader): readonly string[] {
  const own = namespace.tables.devices
    .filter(({ name }) => name !== "lo")
    .flatMap(({ addresses }) => addresses.map(hostPart));
  const ipv4 = own.filter((address) => !address.includes(":"));
  return ipv4.length > 0 ? ipv4 : own;
}

/** The same, as they are at a moment. */
export function addressesAt(
  { tables }: Pick<TraceState, "tables">,
  namespace: NamespaceHeader,
): readonly string[] {
  return addressesOf({ ...namespace, tables: tables[namespace.id] ?? namespace.tables });
}

function endText(packet: Packet, end: "source" | "destination"): string {
  const port = portOf(packet, end);
  return port === null ? packet[end] : formatEndpoint(packet[end], port);
}
