import type { Pod } from "../../cluster/pod.js";
import { podKey } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import { readCorefile } from "../../dns/corefile/read.js";
import { createDnsServer } from "../../dns/server.js";
import type { DnsServer } from "../../dns/server.js";
import { podResolvConf } from "../../kubelet/resolv-conf.js";
import { nodeResolvConf } from "./node-resolv-conf.js";

// Virtual time 0 in the serial numbers of SOA records: the first day of 2026.
const SERIAL_AT_START = 1_767_225_600;

/** Gives each CoreDNS pod a server of its own, with a cache of its own; they read the same Corefile. */
export function createDnsServers(scenario: Scenario): (pod: Pod) => DnsServer {
  const { cluster } = scenario;
  const { corefile } = readCorefile({ name: "Corefile", text: cluster.corefile });
  const servers = new Map<string, DnsServer>();
  return (pod) => {
    const key = podKey(pod);
    const server =
      servers.get(key) ??
      createDnsServer(corefile, {
        cluster: () => cluster,
        localAddresses: pod.addresses,
        resolvConf: podResolvConf(cluster, pod, nodeResolvConf(scenario)),
        serial: SERIAL_AT_START,
      });
    servers.set(key, server);
    return server;
  };
}
