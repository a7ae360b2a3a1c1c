import { formatEndpoint } from "../base/address.js";
import type { Family } from "../base/address.js";
import type { Cluster } from "../cluster/cluster.js";
import { serviceKey } from "../cluster/service.js";
import type { HostDeclaration } from "../cluster/topology/host.js";
import { servicePortsOf } from "../kubeproxy/service-port.js";
import type { StartingRules } from "../simulation/set-up/scenario-network.js";
import { countOthers, listIptables } from "./list-iptables.js";
import { listProxySets, listVirtualServers } from "./list-ipvs.js";
import type { ServiceAt } from "./list-ipvs.js";
import { countOtherTables, listNftables } from "./list-nftables.js";
import type { Listing } from "./listing.js";

/** A tool of which a dump was given, and how what it shows is listed. */
export interface ComparedTool {
  /** Whether a dump of the family was given. */
  isGiven(host: HostDeclaration, family: Family): boolean;
  list(rules: StartingRules, family: Family, serviceAt: ServiceAt): Listing;
  /** How many rules of others it shows. */
  countOthers(rules: StartingRules, family: Family): number;
}

/** The tools, in the order in which their differences are told. */
export const COMPARED_TOOLS: readonly ComparedTool[] = [
  {
    isGiven: ({ ruleDumps }, family) => ruleDumps.some((dump) => dump.family === family),
    list: ({ ruleSets }, family) => listIptables(ruleSets[family]),
    countOthers: ({ ruleSets }, family) => countOthers(ruleSets[family]),
  },
  {
    isGiven: ({ nftables }, family) =>
      nftables.some(({ text }) => new RegExp(`table ${TABLE_FAMILY[family]} `).test(text)),
    list: ({ nftables }, family) => listNftables(nftables, family),
    countOthers: ({ nftables }, family) => countOtherTables(nftables, family),
  },
  {
    isGiven: ({ ipvs }, family) =>
      ipvs.some(({ text }) => /^-A -\w \[/m.test(text) === (family === "ipv6")),
    list: ({ virtualServers }, family, serviceAt) =>
      listVirtualServers(virtualServers, family, serviceAt),
    countOthers: () => 0,
  },
  {
    isGiven: ({ ipsets }, family) =>
      ipsets.some(({ text }) => /^create KUBE-6-/m.test(text) === (family === "ipv6")),
    list: ({ sets }, family) => listProxySets(sets, family),
    countOthers: () => 0,
  },
];

const TABLE_FAMILY = { ipv4: "ip", ipv6: "ip6" } as const;

/** Finds the Service of an address and port in a family: cluster, external and load balancer addresses. */
export function serviceAtIn({ services }: Cluster, family: Family): ServiceAt {
  const known = new Map<string, string>();
  for (const port of servicePortsOf(services, family)) {
    const name = serviceKey({ namespace: port.namespace, name: port.service });
    for (const address of [
      port.clusterAddress,
      ...port.externalAddresses,
      ...port.loadBalancerAddresses,
    ])
      known.set(formatEndpoint(address, port.port), name);
  }
  return (endpoint) => known.get(endpoint) ?? null;
}
