import { familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { contains } from "../base/prefix.js";
import type { Said, WorkloadDeclaration } from "./declaration.js";
import type { Node } from "./node.js";

/** One pod to be made: its place among its workload's pods, its node, and the addresses that it must get. */
export interface PodPlace {
  readonly index: number;
  readonly node: Node;
  readonly addresses: readonly Said<Address>[];
}

/** The nodes that a workload's pods may go to: those said, else the workers, else all. */
export function candidateNodes(
  workload: WorkloadDeclaration,
  nodes: readonly Node[],
): readonly Node[] {
  const said = workload.kind === "pod" ? [workload.node].filter((n) => n !== null) : workload.nodes;
  const named = said.flatMap(({ value }) => nodes.filter((node) => node.name === value));
  if (named.length > 0) return named;
  const workers = nodes.filter((node) => !node.controlPlane);
  return workers.length > 0 ? workers : nodes;
}

/** Where the pods of a workload go: to the node whose range holds the pod's address, else to the candidates in turn. */
export function placePods(
  workload: WorkloadDeclaration,
  nodes: readonly Node[],
): readonly PodPlace[] {
  const candidates = candidateNodes(workload, nodes);
  const count = mostPodsOf(workload, candidates.length);
  const places: PodPlace[] = [];
  for (let index = 0; index < count; index++) {
    const addresses = addressesOf(workload, index);
    const home = candidates.find((node) =>
      node.podRanges.some((range) => addresses.some(({ value }) => contains(range, value))),
    );
    const node = home ?? candidates[index % candidates.length];
    if (node !== undefined) places.push({ index, node, addresses });
  }
  return places;
}

/** How many pods a workload makes where it may go to so many nodes. */
export function mostPodsOf(workload: WorkloadDeclaration, candidates: number): number {
  switch (workload.kind) {
    case "pod":
      return 1;
    case "daemonset":
      return Math.max(candidates, 1);
    case "deployment":
    case "replicaset":
    case "statefulset":
      return workload.replicas;
  }
}

function addressesOf(workload: WorkloadDeclaration, index: number): readonly Said<Address>[] {
  const nth = (["ipv4", "ipv6"] as const).map(
    (family) => workload.addresses.filter(({ value }) => familyOf(value) === family)[index],
  );
  return nth.filter((said) => said !== undefined);
}
