import type { Pod } from "../../cluster/pod.js";
import { runsDnsProgram } from "./dns-program.js";

/** Whether CoreDNS is what runs in a pod. */
export function runsCoredns(pod: Pod): boolean {
  return runsDnsProgram(pod, "coredns");
}
