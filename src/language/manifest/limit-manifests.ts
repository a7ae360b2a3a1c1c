import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../base/diagnostic.js";
import type { NodeDeclaration } from "../../cluster/declaration.js";
import type { Manifests } from "../../cluster/manifest.js";
import { LIMIT } from "../limit.js";

/** What of Kubernetes YAML a scenario may have; the first object past a limit is reported. */
export function limitManifests(read: Manifests, report: Report): Manifests {
  const nodes = upTo(LIMIT.nodes, "Node", read.nodes, report);
  const services = upTo(LIMIT.services, "Service", read.services, report);
  let pods = 0;
  const workloads = read.workloads.filter((workload) => {
    const before = pods;
    pods += workload.kind === "pod" ? 1 : workload.replicas;
    if (before <= LIMIT.pods && pods > LIMIT.pods) report(tooMany("Pod", LIMIT.pods, workload));
    return pods <= LIMIT.pods;
  });
  return { ...read, nodes, services, workloads };
}

function upTo<T extends Pick<NodeDeclaration, "name">>(
  max: number,
  word: string,
  objects: readonly T[],
  report: Report,
): readonly T[] {
  const over = objects[max];
  if (over !== undefined) report(tooMany(word, max, over));
  return objects.slice(0, max);
}

function tooMany(word: string, max: number, { name }: Pick<NodeDeclaration, "name">): Diagnostic {
  return errorAt(name.span, "too-many", { word, max });
}
