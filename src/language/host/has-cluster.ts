import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { ScenarioDocument, Statement } from "../syntax.js";

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
  "namespace",
  "manifest",
];

/** What belongs to a cluster's CoreDNS, unless a host runs one. */
const OF_COREDNS = ["corefile", "coredns-file"];

/** Whether a scenario has a cluster: one with Linux hosts and nothing of a cluster has none. */
export function hasCluster({ items }: ScenarioDocument): boolean {
  const statements = statementsOf(items);
  const said = new Set(statements.map(keywordOf));
  const isSaid = (words: readonly string[]): boolean => words.some((word) => said.has(word));
  if (isSaid(OF_CLUSTERS) || !isSaid(OF_HOSTS)) return true;
  return isSaid(OF_COREDNS) && !statements.some(runsCoredns);
}

function runsCoredns(statement: Statement): boolean {
  return keywordOf(statement) === "host" && partsOf(statement).some(isCoredns);
}

function isCoredns(part: Statement): boolean {
  return keywordOf(part) === "coredns";
}
