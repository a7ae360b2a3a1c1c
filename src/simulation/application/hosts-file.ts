import type { Address } from "../../base/address.js";
import { address } from "../../base/address.js";
import type { Pod } from "../../cluster/pod.js";
import type { Scenario } from "../../cluster/scenario.js";

/** Names and their addresses, as `/etc/hosts` lists them. */
export type HostsFile = ReadonlyMap<string, readonly Address[]>;

const LOOPBACK_ADDRESSES: readonly Address[] = [address("127.0.0.1"), address("::1")];

/** The file that the kubelet writes for a pod (kubernetes pkg/kubelet/kubelet_pods.go: managedHostsFileContent). */
export function podHostsFile(pod: Pod): HostsFile {
  return new Map([
    ["localhost", LOOPBACK_ADDRESSES],
    [pod.name, pod.addresses],
  ]);
}

/**
 * The file of a host beside the cluster: the declared hosts and the cluster's nodes know each other by name, as
 * whoever set them up would have written down.
 */
export function hostHostsFile({ cluster, topology }: Scenario): HostsFile {
  const hosts = topology.hosts.map(({ name, devices }): readonly [string, readonly Address[]] => [
    name,
    devices.flatMap(({ addresses }) => addresses.map((owned) => owned.address)),
  ]);
  const nodes = cluster.nodes.map(({ name, addresses }) => [name, addresses] as const);
  return new Map([
    ["localhost", LOOPBACK_ADDRESSES],
    ...[...nodes, ...hosts].filter(([, addresses]) => addresses.length > 0),
  ]);
}
