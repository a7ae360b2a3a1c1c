import type { Cluster } from "../../cluster/cluster.js";
import type { Pod } from "../../cluster/pod.js";
import { podKey } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { Corefile } from "../../dns/corefile/corefile.js";
import { createDnsServer } from "../../dns/server.js";
import type { DnsServer, DnsWorld } from "../../dns/server.js";
import { readResolvConf } from "../../dns/resolver/resolv-conf-file.js";
import { VIRTUAL_EPOCH } from "../virtual-epoch.js";
import { hostResolvConf } from "./node-resolv-conf.js";
import { podResolvConf } from "./pod-dns.js";

/** What CoreDNS in a pod has heard of the cluster, and when its records changed last. */
export interface HeardCluster {
  readonly heard: Cluster;
  /** The serial number of its SOA records. */
  readonly serial: number;
}

/** The servers of pods. */
export interface DnsServers {
  readonly serverOf: (pod: Pod) => DnsServer;
  /** The process in a pod has ended, and with it what it kept: the next one starts anew. */
  readonly forget: (pod: Pod) => void;
}

/** What servers that read one Corefile have in common beside it. */
export interface DnsServerOptions {
  /** What the server in a pod has heard of the cluster. */
  readonly hear?: ((pod: Pod) => HeardCluster) | undefined;
  /** The number that the trace gives to their first server block. */
  readonly firstBlock?: number;
}

/** Gives each CoreDNS pod a server of its own, with a cache of its own, that knows what it has heard; they read the same Corefile. */
export function createDnsServers(
  scenario: Scenario,
  corefile: Corefile,
  {
    hear = () => ({ heard: scenario.cluster, serial: VIRTUAL_EPOCH }),
    firstBlock = 0,
  }: DnsServerOptions = {},
): DnsServers {
  const servers = new Map<string, DnsServer>();
  const serverOf = (pod: Pod): DnsServer => {
    const key = podKey(pod);
    const known = servers.get(key);
    if (known !== undefined) return known;
    // From its start on it hears of changes.
    hear(pod);
    const world = {
      ...dnsWorldOf(scenario, pod),
      cluster: () => hear(pod).heard,
      get serial() {
        return hear(pod).serial;
      },
    };
    const server = createDnsServer(corefile, world, firstBlock);
    servers.set(key, server);
    return server;
  };
  return {
    serverOf,
    forget: (pod) => {
      servers.delete(podKey(pod));
    },
  };
}

/** The same for the hosts beside the cluster, which hear nothing of it. */
export function createHostDnsServers(
  scenario: Scenario,
  corefile: Corefile,
): (host: string) => DnsServer {
  const servers = new Map<string, DnsServer>();
  return (host) => {
    const server = servers.get(host) ?? createDnsServer(corefile, hostWorld(scenario, host));
    servers.set(host, server);
    return server;
  };
}

function hostWorld(scenario: Scenario, host: string): DnsWorld {
  const devices = scenario.topology.hosts.find(({ name }) => name === host)?.devices ?? [];
  return {
    cluster: () => scenario.cluster,
    hostName: host,
    localAddresses: devices.flatMap(({ addresses }) => addresses.map((own) => own.address)),
    resolvConf: readResolvConf(hostResolvConf(scenario, host)),
    serial: VIRTUAL_EPOCH,
    epoch: VIRTUAL_EPOCH,
  };
}

/** What CoreDNS in a pod knows of its surroundings. */
export function dnsWorldOf(scenario: Scenario, pod: Pod): DnsWorld {
  const { cluster } = scenario;
  return {
    cluster: () => cluster,
    hostName: pod.hostNetwork ? pod.node : pod.name,
    localAddresses: pod.addresses,
    resolvConf: readResolvConf(podResolvConf(scenario, pod)),
    serial: VIRTUAL_EPOCH,
    epoch: VIRTUAL_EPOCH,
  };
}
