import type { ResolvConf } from "../../cluster/resolv-conf.js";
import type { Actor } from "../../cluster/actor.js";
import type { Scenario } from "../../cluster/scenario.js";
import { address } from "../../base/address.js";
import { podResolvConf } from "../../kubelet/resolv-conf.js";
import { hostHostsFile, podHostsFile } from "../application/hosts-file.js";
import type { HostsFile } from "../application/hosts-file.js";
import { podOf } from "./actor-namespace.js";
import { nodeResolvConf } from "./node-resolv-conf.js";

/** The files that a client program looks names up in. */
export interface ClientFiles {
  readonly resolvConf: ResolvConf;
  readonly hosts: HostsFile;
}

// glibc resolv/res_init.c: without a `nameserver` line the resolver asks this host.
const NO_RESOLV_CONF: ResolvConf = { servers: [address("127.0.0.1")], search: [], options: [] };

/** What `/etc/resolv.conf` and `/etc/hosts` say where an actor's programs run. */
export function clientFiles(scenario: Scenario, { kind, name }: Actor): ClientFiles {
  const { cluster, upstreams } = scenario;
  if (kind === "pod") {
    const pod = podOf(scenario, name);
    return {
      resolvConf: podResolvConf(cluster, pod, nodeResolvConf(scenario)),
      hosts: podHostsFile(pod),
    };
  }
  const knowsServers = kind === "node" || upstreams.length > 0;
  return {
    resolvConf: knowsServers ? nodeResolvConf(scenario) : NO_RESOLV_CONF,
    hosts: hostHostsFile(scenario),
  };
}
