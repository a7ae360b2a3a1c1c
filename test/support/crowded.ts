import type { DeviceHeader } from "../../src/trace/host-tables.js";
import { deviceHeader, hostTables } from "./host-tables.js";
import type { NamespaceHeader, ServiceHeader, TraceHeader } from "../../src/trace/header.js";
import { address } from "../../src/base/address.js";
import { namespaceId } from "../../src/trace/id.js";
import type { Trace } from "../../src/trace/trace.js";

/** The trace in a cluster with more of everything, with long names and IPv6 addresses. */
export function crowded(
  trace: Trace,
  more: { readonly nodes: number; readonly pods: number; readonly services: number },
): Trace {
  const { header } = trace;
  const nodes = Array.from({ length: more.nodes }, (_, index) => nodeOf(index));
  const homes = [...header.namespaces.filter(({ kind }) => kind === "node"), ...nodes];
  const pods = homes.flatMap((home, node) =>
    Array.from({ length: more.pods }, (_, index) => podOf(home, node, index)),
  );
  const crowdedHeader: TraceHeader = {
    ...header,
    namespaces: [...header.namespaces, ...nodes, ...pods],
    segments: header.segments.map((segment) =>
      segment.kind === "lan"
        ? {
            ...segment,
            ports: [
              ...segment.ports,
              ...nodes.map(({ id }) => ({ namespace: id, device: "eth0" })),
            ],
          }
        : segment,
    ),
    services: [
      ...header.services,
      ...Array.from({ length: more.services }, (_, index) => serviceOf(index)),
    ],
  };
  return { ...trace, header: crowdedHeader };
}

function nodeOf(index: number): NamespaceHeader {
  return {
    id: namespaceId(`node/ip-172-18-0-${index}.eu-central-1.compute.internal`),
    kind: "node",
    name: `ip-172-18-0-${index}.eu-central-1.compute.internal`,
    kubernetesNamespace: null,
    node: null,
    tables: hostTables(
      [device("eth0", `fd00:1234:5678:9abc:def0:1234:5678:${index.toString(16)}/64`, "lan")],
      [],
    ),
    iptables: "nft",
    servers: [],
    resolver: null,
  };
}

function podOf(home: NamespaceHeader, node: number, index: number): NamespaceHeader {
  const name = `a-deployment-with-a-long-name-${node}-595469888c-${index}`;
  return {
    id: namespaceId(`pod/production/${name}`),
    kind: "pod",
    name,
    kubernetesNamespace: "production",
    node: home.id,
    tables: hostTables(
      [device("eth0", `fd00:10:244:${node}:ffff:ffff:ffff:${index.toString(16)}/128`, null)],
      [],
    ),
    iptables: "nft",
    servers: [],
    resolver: null,
  };
}

function serviceOf(index: number): ServiceHeader {
  return {
    name: `service-with-a-rather-long-name-${index}`,
    kubernetesNamespace: "a-namespace-with-a-long-name",
    addresses: [address(`fd00:10:96::ffff:${(index + 1).toString(16)}`)],
    ports: [{ name: "http", protocol: "TCP", port: 8080 }],
    endpoints: [],
  };
}

function device(name: string, own: string, segment: string | null): DeviceHeader {
  return deviceHeader({ name, mac: "02:00:00:00:00:01", addresses: [own], segment });
}
