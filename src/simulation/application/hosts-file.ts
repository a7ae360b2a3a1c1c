import type { Address } from "../../base/address.js";
import { address } from "../../base/address.js";
import type { Pod } from "../../cluster/pod.js";

/** Names and their addresses, as `/etc/hosts` lists them. */
export type HostsFile = ReadonlyMap<string, readonly Address[]>;

/** The file that the kubelet writes for a pod (kubernetes pkg/kubelet/kubelet_pods.go: managedHostsFileContent). */
export function podHostsFile(pod: Pod): HostsFile {
  const loopback = [address("127.0.0.1"), address("::1")];
  return new Map([
    ["localhost", loopback],
    [pod.name, pod.addresses],
  ]);
}
