import type { HostDeclaration, RuleDumpDeclaration } from "../../cluster/topology/host.js";
import type { VerbatimDeclaration } from "../../cluster/topology/host.js";
import type { LinkDeclaration, LinkEnd, Topology } from "../../cluster/topology/topology.js";
import { namespaceId } from "../../trace/id.js";
import type { NamespaceId } from "../../trace/id.js";
import { joinNetwork } from "../network.js";
import type { Network, SegmentPlan } from "../network.js";
import { extendedNode, hostNamespace, hostNamespaceId } from "./host-namespace.js";
import type { RefusedRoute } from "./host-namespace.js";

/** Declared hosts as namespaces, beside those of a cluster. */
export interface BuiltTopology {
  readonly network: Network;
  /** The rules that replace what programs would have written, by namespace. */
  readonly ruleDumps: ReadonlyMap<NamespaceId, readonly RuleDumpDeclaration[]>;
  /** Texts of `ipset save`, by namespace. */
  readonly ipsets: ReadonlyMap<NamespaceId, readonly VerbatimDeclaration[]>;
  /** Texts of `ipvsadm -Sn`, by namespace. */
  readonly ipvs: ReadonlyMap<NamespaceId, readonly VerbatimDeclaration[]>;
  /** Texts of nft that replace what programs would have written, by namespace. */
  readonly nftables: ReadonlyMap<NamespaceId, readonly VerbatimDeclaration[]>;
  /** Routes that the kernel would refuse, which are left out. */
  readonly refused: readonly RefusedRoute[];
}

/** The network of a topology's hosts and cables; with a cluster's network, that network grown by them. Containers are docker's. */
export function buildTopology(
  topology: Topology,
  cluster: Network = { namespaces: [], segments: [] },
): BuiltTopology {
  const refused: RefusedRoute[] = [];
  const lan = cluster.segments.find(({ kind }) => kind === "lan");
  const plans = new Map<string, string>([
    ...topology.links.flatMap((link) =>
      link.ends.map((end): [string, string] => [endKey(end), segmentId(link)]),
    ),
    ...topology.lanPorts.flatMap((port): [string, string][] =>
      lan === undefined ? [] : [[endKey(port), lan.id]],
    ),
  ]);
  const segmentOf =
    (host: string) =>
    (device: string): string | null =>
      plans.get(endKey({ host, device })) ?? null;
  const said = new Map(topology.nodes.map((node) => [nodeId(node.name), node]));
  const nodes = cluster.namespaces.map((known) => {
    const parts = said.get(known.id);
    return parts === undefined ? known : extendedNode(known, parts, segmentOf(parts.name), refused);
  });
  const hosts = topology.hosts.map((host) => hostNamespace(host, segmentOf(host.name), refused));
  const segments = [
    ...cluster.segments.map(({ id, kind, name }): SegmentPlan => ({ id, kind, name })),
    ...topology.links.map(segmentPlan),
  ];
  return {
    network: joinNetwork([...nodes, ...hosts], segments),
    ruleDumps: byNamespace(topology, ({ ruleDumps }) => ruleDumps),
    ipsets: byNamespace(topology, ({ ipsets }) => ipsets),
    ipvs: byNamespace(topology, ({ ipvs }) => ipvs),
    nftables: byNamespace(topology, ({ nftables }) => nftables),
    refused,
  };
}

function byNamespace<T>(
  { hosts, nodes }: Topology,
  take: (host: HostDeclaration) => readonly T[],
): ReadonlyMap<NamespaceId, readonly T[]> {
  const all = [
    ...hosts.map((host) => [hostNamespaceId(host.name), take(host)] as const),
    ...nodes.map((node) => [nodeId(node.name), take(node)] as const),
  ];
  return new Map(all.filter(([, taken]) => taken.length > 0));
}

function nodeId(name: string): NamespaceId {
  return namespaceId(`node/${name}`);
}

function segmentPlan(link: LinkDeclaration): SegmentPlan {
  return { id: segmentId(link), kind: "veth", name: link.ends.map(endKey).join(" ") };
}

function segmentId({ ends }: LinkDeclaration): string {
  return `link/${ends.map(endKey).join("/")}`;
}

function endKey({ host, device }: LinkEnd): string {
  return `${host}.${device}`;
}
