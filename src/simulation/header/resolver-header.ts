import type { Pod } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";
import { readMuslResolvConf } from "../../dns/resolver/musl-resolv-conf.js";
import { readResolverOptions } from "../../dns/resolver/option.js";
import { readResolvConf } from "../../dns/resolver/resolv-conf-file.js";
import type { Namespace } from "../../network/namespace.js";
import type { NamespaceHeader, ResolverFiles, ResolverHeader } from "../../trace/header.js";
import { hasOwnHosts } from "../application/hosts-file.js";
import { clientFiles, podFiles } from "../set-up/client-files.js";

/** What the trace's header says of how names are looked up in a namespace. */
export type NamingHeader = Pick<NamespaceHeader, "resolver" | "files">;

/** How a pod looks names up. */
export function podNaming(scenario: Scenario, pod: Pod): NamingHeader {
  const files = podFiles(scenario, pod);
  return { resolver: resolverHeader(files), files };
}

/** How a node or a host looks names up; only the files, since no search list of theirs is shown. */
export function hostNaming(scenario: Scenario, { kind, name }: Namespace): NamingHeader {
  if (kind !== "node" && kind !== "host") return { resolver: null };
  const files = clientFiles(scenario, { kind, name });
  // All have the same lines for each other.
  const hosts = hasOwnHosts(scenario, name) ? files.hosts : null;
  return { resolver: null, files: { ...files, hosts } };
}

function resolverHeader({ resolvConf, libc }: ResolverFiles): ResolverHeader {
  if (libc === "musl") {
    const { servers, search, ndots } = readMuslResolvConf(resolvConf);
    return { servers, search, ndots };
  }
  const { servers, search, options } = readResolvConf(resolvConf);
  return { servers, search, ndots: readResolverOptions(options).ndots };
}
