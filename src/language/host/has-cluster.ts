import { keywordOf, statementsOf } from "../syntax.js";
import type { ScenarioDocument } from "../syntax.js";

const OF_HOSTS = ["host", "switch", "bridge", "container"];
const OF_CLUSTERS = [
  "cluster",
  "node",
  "deployment",
  "statefulset",
  "daemonset",
  "replicaset",
  "pod",
  "service",
  "endpoint-slice",
  "corefile",
  "coredns-file",
  "namespace",
  "manifest",
];

/** Whether a scenario has a cluster: one with Linux hosts and nothing of a cluster has none. */
export function hasCluster({ items }: ScenarioDocument): boolean {
  const said = new Set(statementsOf(items).map(keywordOf));
  return OF_CLUSTERS.some((word) => said.has(word)) || !OF_HOSTS.some((word) => said.has(word));
}
