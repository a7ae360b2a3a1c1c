import type { Cluster } from "../../cluster/cluster.js";
import type { Pod } from "../../cluster/pod.js";
import { podKey } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { Corefile } from "../../dns/corefile/corefile.js";
import { createDnsServer } from "../../dns/server.js";
import type { DnsServer, DnsWorld } from "../../dns/server.js";
import { readResolvConf } from "../../dns/resolver/resolv-conf-file.js";
import { VIRTUAL_EPOCH } from "../virtual-epoch.js";
import { podResolvConf } from "./pod-dns.js";

/** Gives each CoreDNS pod a server of its own, with a cache of its own; they read the same Corefile, and have `heard` the same of the cluster. */
export function createDnsServers(
  scenario: Scenario,
  corefile: Corefile,
  heard: () => Cluster = () => scenario.cluster,
): (pod: Pod) => DnsServer {
  const servers = new Map<string, DnsServer>();
  return (pod) => {
    const key = podKey(pod);
    const server =
      servers.get(key) ??
      createDnsServer(corefile, { ...dnsWorldOf(scenario, pod), cluster: heard });
    servers.set(key, server);
    return server;
  };
}

/** What CoreDNS in a pod knows of its surroundings. */
export function dnsWorldOf(scenario: Scenario, pod: Pod): DnsWorld {
  const { cluster } = scenario;
  return {
    cluster: () => cluster,
    hostName: pod.name,
    localAddresses: pod.addresses,
    resolvConf: readResolvConf(podResolvConf(scenario, pod)),
    serial: VIRTUAL_EPOCH,
  };
}
