import type { Address } from "../../base/address.js";
import type { Report } from "../../base/diagnostic.js";
import type { SourceText } from "../../base/source-span.js";
import type { Actor } from "../../cluster/actor.js";
import type { Cluster } from "../../cluster/cluster.js";
import { podKey } from "../../cluster/pod.js";
import type { HostFiles } from "../../cluster/scenario.js";
import type { Pod } from "../../cluster/pod.js";
import type { ManifestSource } from "../manifest/source.js";
import type { Topology } from "../../cluster/topology/topology.js";

/** The connections that a play keeps open at one of its lines: who has them, and their names. */
export type KeptConnections = readonly {
  readonly client: Actor;
  readonly name: string;
}[];

/** What the lines of a play are read against. */
export interface PlayContext {
  readonly cluster: Cluster;
  readonly topology: Topology;
  readonly source: SourceText;
  readonly report: Report;
  /** What reads Kubernetes YAML; null where nothing does. */
  readonly manifests: ManifestSource | null;
  /** Takes the files that lines name, for the places of mistakes in them. */
  readonly noteFiles: (files: readonly SourceText[]) => void;
  /** The addresses of the DNS servers outside. */
  readonly upstreams: readonly Address[];
  /** What the author wrote into files that names are looked up by; null where nothing. */
  readonly hostFiles: HostFiles | null;
  /** The connections that the lines before have left open. */
  readonly kept: KeptConnections;
}

/** The pods that a Deployment made, on one node or on all; `name` may carry a namespace before a slash. */
export function podsOfDeployment(
  cluster: Cluster,
  name: string,
  node: string | null,
): readonly Pod[] {
  const [namespace, bare] = splitKey(name);
  return cluster.pods.filter(
    (pod) =>
      pod.deployment === bare &&
      pod.namespace === namespace &&
      (node === null || pod.node === node),
  );
}

/** The pod of a name, which may carry a namespace before a slash; null where there is none. */
export function podNamed(cluster: Cluster, name: string): Pod | null {
  const [namespace, bare] = splitKey(name);
  return cluster.pods.find((pod) => pod.namespace === namespace && pod.name === bare) ?? null;
}

/** How a pod is written in a play: its name, with the namespace before it unless that is `default`. */
export function shortKey(pod: Pod): string {
  return pod.namespace === "default" ? pod.name : podKey(pod);
}

/** The names of the Deployments that have pods, as they are written in a play. */
export function deploymentNames(cluster: Cluster): ReadonlySet<string> {
  const made = cluster.pods.filter((pod) => pod.deployment !== null);
  return new Set(made.map((pod) => shortKey({ ...pod, name: pod.deployment ?? "" })));
}

function splitKey(name: string): readonly [namespace: string, bare: string] {
  const slash = name.indexOf("/");
  return slash === -1 ? ["default", name] : [name.slice(0, slash), name.slice(slash + 1)];
}
