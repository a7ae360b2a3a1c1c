import type { Pod } from "../../cluster/pod.js";
import type { Corefile } from "../../dns/corefile/corefile.js";
import { httpListeners } from "../../dns/http-listener.js";
import type { DnsProgram } from "./dns-program.js";
import { createDnsServers, createHostDnsServers } from "./dns-servers.js";
import type { DnsServerOptions, HeardCluster } from "./dns-servers.js";
import { hostRunsCoredns, runsCoredns } from "./runs-coredns.js";
import type { StartedCoredns } from "./start-coredns.js";
import type { StartedNodeLocal } from "./start-node-local.js";

/** The name servers that run in a scenario's pods; `hear` says what CoreDNS in a pod has heard of the cluster. */
export function dnsPrograms(
  { scenario, corefile, runs }: StartedCoredns,
  nodeLocal: StartedNodeLocal | null,
  hear?: (pod: Pod) => HeardCluster,
): readonly DnsProgram[] {
  const hosts = scenario.topology.hosts.filter(hostRunsCoredns);
  // The trace numbers the blocks of CoreDNS first, where it has any to tell of.
  const isTold = runs && (hosts.length > 0 || scenario.cluster.pods.some(runsCoredns));
  const firstBlock = isTold ? corefile.blocks.length : 0;
  const program = (
    name: DnsProgram["name"],
    own: Corefile,
    options: DnsServerOptions,
  ): DnsProgram => {
    return { name, ...createDnsServers(scenario, own, options), http: httpListeners(own) };
  };
  const onHosts = hosts.length > 0 && { serverOn: createHostDnsServers(scenario, corefile) };
  // node-local-dns watches no cluster.
  return [
    ...(runs ? [{ ...program("coredns", corefile, { hear }), ...onHosts }] : []),
    ...(nodeLocal?.runs === true
      ? [program("node-local-dns", nodeLocal.corefile, { firstBlock })]
      : []),
  ];
}
