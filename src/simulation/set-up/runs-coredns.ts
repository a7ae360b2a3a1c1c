import type { Pod } from "../../cluster/pod.js";
import type { HostDeclaration } from "../../cluster/topology/host.js";
import { runsDnsProgram } from "./dns-program.js";

/** Whether CoreDNS is what runs in a pod. */
export function runsCoredns(pod: Pod): boolean {
  return runsDnsProgram(pod, "coredns");
}

/** Whether a host beside the cluster runs it. */
export function hostRunsCoredns({ kind, servers }: HostDeclaration): boolean {
  return kind === "host" && servers.some(({ application }) => application.kind === "coredns");
}
