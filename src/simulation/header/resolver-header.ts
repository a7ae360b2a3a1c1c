import type { Pod } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import { readResolvConf } from "../../dns/resolver/resolv-conf-file.js";
import { readMuslResolvConf } from "../../dns/resolver/musl-resolv-conf.js";
import { readResolverOptions } from "../../dns/resolver/option.js";
import type { Namespace } from "../../network/namespace.js";
import type { ResolverFiles, ResolverHeader } from "../../trace/header.js";
import { hasOwnHosts } from "../application/hosts-file.js";
import { clientFiles, podFiles } from "../set-up/client-files.js";

/** How a pod looks names up, as the trace's header describes it. */
export function resolverHeader(scenario: Scenario, pod: Pod): ResolverHeader {
  return headerOf(podFiles(scenario, pod));
}

/** How a node or a host looks names up; null for what nobody asks from. */
export function hostResolverHeader(
  scenario: Scenario,
  { kind, name }: Namespace,
): ResolverHeader | null {
  if (kind !== "node" && kind !== "host") return null;
  const files = clientFiles(scenario, { kind, name });
  // All have the same file, and each has a line for every other.
  return headerOf(hasOwnHosts(scenario, name) ? files : { ...files, hosts: null });
}

function headerOf(files: ResolverFiles): ResolverHeader {
  if (files.libc === "musl") {
    const { servers, search, ndots } = readMuslResolvConf(files.resolvConf);
    return { servers, search, ndots, files };
  }
  const { servers, search, options } = readResolvConf(files.resolvConf);
  return { servers, search, ndots: readResolverOptions(options).ndots, files };
}
