import { address, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { Pod } from "../../cluster/pod.js";
import type { Libc } from "../../cluster/pod-resolver.js";
import type { Scenario } from "../../cluster/scenario.js";
import { hostsEntries } from "../../trace/hosts-text.js";
import type { HostsEntry, HostsHeader } from "../../trace/hosts-text.js";

const LOOPBACK: readonly HostsEntry[] = [
  { address: address("127.0.0.1"), names: ["localhost"] },
  { address: address("::1"), names: ["localhost"] },
];

/** The file that the kubelet writes for a pod; one on the host network has its node's, and its aliases (kubernetes pkg/kubelet/kubelet_pods.go v1.36: ensureHostsFile). */
export function podHosts(scenario: Scenario, pod: Pod): HostsHeader {
  const { hostAliases: aliases } = pod.resolver;
  if (pod.hostNetwork) return { ...hostHosts(scenario, pod.node), aliases };
  const names = hostNamesOf(pod, scenario.cluster.settings.domain);
  const entries = pod.addresses.map((own) => ({ address: own, names }));
  return { writtenBy: "kubelet", entries, aliases };
}

// The host name, behind its full form where the pod has a subdomain (kubelet_pods.go: GeneratePodHostNameAndDomain).
function hostNamesOf(
  { name, namespace, hostname = name, subdomain }: Pod,
  domain: string,
): readonly string[] {
  const full = `${hostname}.${subdomain ?? ""}.${namespace}.svc.${domain}`;
  return subdomain === undefined ? [hostname] : [full, hostname];
}

/**
 * The file of a node, or of a host beside the cluster: what the author wrote; else the declared hosts and the cluster's
 * nodes know each other by name, as whoever set them up would have written down. Null for one that has no own file.
 */
export function hostHosts(
  { cluster, topology, files }: Scenario,
  host: string | null,
): HostsHeader {
  const own = host === null ? undefined : files?.hosts.byHost.get(host);
  const written = own ?? files?.hosts.everywhere ?? null;
  if (written !== null) return { writtenBy: "host", entries: parseHosts(written), aliases: [] };
  const nodes = cluster.nodes.flatMap(({ name, addresses }) => linesOf(name, addresses));
  const hosts = topology.hosts.flatMap(({ name, devices }) =>
    linesOf(
      name,
      devices.flatMap(({ addresses }) => addresses.map((owned) => owned.address)),
    ),
  );
  return { writtenBy: "host", entries: [...LOOPBACK, ...nodes, ...hosts], aliases: [] };
}

/** Whether the author wrote a file for one node or host alone. */
export function hasOwnHosts({ files }: Scenario, host: string): boolean {
  return files?.hosts.byHost.has(host) ?? false;
}

/** The lines of a file that name an address; what follows `#` does not count (hosts(5)). */
export function parseHosts(text: string): readonly HostsEntry[] {
  return text.split("\n").flatMap((line) => {
    const [first = "", ...names] = line.replace(/#.*$/, "").trim().split(/\s+/);
    const known = parseAddress(first.replace(/%.*$/, ""));
    return known === null || names.length === 0 ? [] : [{ address: known, names }];
  });
}

/** The addresses of a name; musl, unlike glibc, tells capital letters from small ones. Undefined where no line has the name. */
export function lookUpHosts(
  header: HostsHeader,
  name: string,
  libc: Libc,
): readonly Address[] | undefined {
  const wanted = libc === "glibc" ? name.toLowerCase() : name;
  const found = hostsEntries(header).filter(({ names }) =>
    names.some((one) => (libc === "glibc" ? one.toLowerCase() : one) === wanted),
  );
  return found.length === 0 ? undefined : [...new Set(found.map((entry) => entry.address))];
}

function linesOf(name: string, addresses: readonly Address[]): readonly HostsEntry[] {
  return addresses.map((own) => ({ address: own, names: [name] }));
}
