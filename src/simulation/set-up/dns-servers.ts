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

/** What CoreDNS in a pod has heard of the cluster, and when its records changed last. */
export interface HeardCluster {
  readonly heard: Cluster;
  /** The serial number of its SOA records. */
  readonly serial: number;
}

/** Gives each CoreDNS pod a server of its own, with a cache of its own, that knows what it has `heard`; they read the same Corefile. */
export function createDnsServers(
  scenario: Scenario,
  corefile: Corefile,
  hear: (pod: Pod) => HeardCluster = () => ({ heard: scenario.cluster, serial: VIRTUAL_EPOCH }),
): (pod: Pod) => DnsServer {
  const servers = new Map<string, DnsServer>();
  return (pod) => {
    const key = podKey(pod);
    const known = servers.get(key);
    if (known !== undefined) return known;
    // From its start on it hears of changes.
    hear(pod);
    const server = createDnsServer(corefile, {
      ...dnsWorldOf(scenario, pod),
      cluster: () => hear(pod).heard,
      get serial() {
        return hear(pod).serial;
      },
    });
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
    epoch: VIRTUAL_EPOCH,
  };
}
