import type { Actor } from "../../cluster/actor.js";
import type { Pod } from "../../cluster/pod.js";
import type { Libc } from "../../cluster/pod-resolver.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { HostsHeader } from "../../trace/hosts-text.js";
import { hostHosts, podHosts } from "../application/hosts-file.js";
import { podOf } from "./actor-namespace.js";
import { hostResolvConf, nodeResolvConf } from "./node-resolv-conf.js";
import { podResolvConf } from "./pod-dns.js";

/** What a client program looks names up with. */
export interface ClientFiles {
  /** The text of `/etc/resolv.conf`. */
  readonly resolvConf: string;
  readonly hosts: HostsHeader;
  readonly libc: Libc;
}

/** What `/etc/resolv.conf` and `/etc/hosts` say where an actor's programs run, and which C library they have. */
export function clientFiles(scenario: Scenario, { kind, name }: Actor): ClientFiles {
  if (kind === "pod") return podFiles(scenario, podOf(scenario, name));
  const hosts = hostHosts(scenario, name);
  const resolvConf =
    kind === "node" ? nodeResolvConf(scenario, name) : hostResolvConf(scenario, name);
  return { resolvConf, hosts, libc: "glibc" };
}

/** The same for a pod's programs. */
export function podFiles(scenario: Scenario, pod: Pod): ClientFiles {
  const { libc } = pod.resolver;
  return { resolvConf: podResolvConf(scenario, pod), hosts: podHosts(scenario, pod), libc };
}
