import type { Address } from "../base/address.js";
import { address } from "../base/address.js";

/** A line of `/etc/hosts`. */
export interface HostsEntry {
  readonly address: Address;
  readonly names: readonly string[];
}

/** What is special about a host's `/etc/hosts`: the kubelet begins a pod's with lines of its own. */
export interface HostsHeader {
  readonly writtenBy: "kubelet" | "host";
  readonly entries: readonly HostsEntry[];
  /** Those of a pod's `hostAliases`. */
  readonly aliases: readonly HostsEntry[];
}

/** What the kubelet writes into each pod's file (kubernetes pkg/kubelet/kubelet_pods.go v1.36: managedHostsFileContent). */
const KUBELET_ENTRIES: readonly HostsEntry[] = [
  { address: address("127.0.0.1"), names: ["localhost"] },
  { address: address("::1"), names: ["localhost", "ip6-localhost", "ip6-loopback"] },
  { address: address("fe00::"), names: ["ip6-localnet"] },
  { address: address("fe00::"), names: ["ip6-mcastprefix"] },
  { address: address("fe00::1"), names: ["ip6-allnodes"] },
  { address: address("fe00::2"), names: ["ip6-allrouters"] },
];

/** Every line of the file, in order. */
export function hostsEntries({ writtenBy, entries, aliases }: HostsHeader): readonly HostsEntry[] {
  return [...(writtenBy === "kubelet" ? KUBELET_ENTRIES : []), ...entries, ...aliases];
}

/** The file's text. */
export function hostsText(header: HostsHeader): string {
  const { writtenBy, entries, aliases } = header;
  const isPod = writtenBy === "kubelet";
  const lines = [
    ...(isPod ? ["# Kubernetes-managed hosts file.", ...KUBELET_ENTRIES.map(kubeletLine)] : []),
    ...entries.map(hostLine),
    ...(aliases.length > 0
      ? ["", "# Entries added by HostAliases.", ...aliases.map(hostLine)]
      : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

// `fe00::0`, as the kubelet spells it, and names with spaces between them.
function kubeletLine({ address: own, names }: HostsEntry): string {
  return `${own === "fe00::" ? "fe00::0" : own}\t${names.join(" ")}`;
}

function hostLine({ address: own, names }: HostsEntry): string {
  return [own, ...names].join("\t");
}
