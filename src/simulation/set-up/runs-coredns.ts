import type { Pod } from "../../cluster/pod.js";

/** Whether CoreDNS is what runs in a pod. */
export function runsCoredns(pod: Pod): boolean {
  return pod.containers.some(({ servers }) =>
    servers.some(({ application }) => application.kind === "coredns"),
  );
}
