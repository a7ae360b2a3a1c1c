import { familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { formatPrefix } from "../base/prefix.js";
import { createAddressPool } from "./address-pool.js";
import type { AddressPool } from "./address-pool.js";
import type { PodDeclaration, Shortage, WorkloadDeclaration } from "./declaration.js";
import { deploymentOf } from "./declared-deployment.js";
import { podOfDeployment } from "./deployment.js";
import type { Node } from "./node.js";
import { placePods } from "./place-pods.js";
import type { PodPlace } from "./place-pods.js";
import { hostnameIn } from "./pod.js";
import type { Pod } from "./pod.js";

/** The pods of all workloads, each with the address that was said or the next free one of its node (CNI host-local). */
export function buildPods(
  workloads: readonly WorkloadDeclaration[],
  nodes: readonly Node[],
  shortages: Shortage[],
): readonly Pod[] {
  const reserved = new Set(workloads.flatMap(({ addresses }) => addresses.map((a) => a.value)));
  // .1 is the node's own end of the pods' links.
  const pools = new Map<string, readonly AddressPool[]>(
    nodes.map((node) => [
      node.name,
      node.podRanges.map((range) => createAddressPool(range, 2, reserved)),
    ]),
  );
  return workloads.flatMap((workload) =>
    placePods(workload, nodes).map((place) => {
      const own = pools.get(place.node.name) ?? [];
      return podOf(workload, place, addressesOf(workload, place, own, shortages));
    }),
  );
}

function addressesOf(
  workload: WorkloadDeclaration,
  place: PodPlace,
  pools: readonly AddressPool[],
  shortages: Shortage[],
): readonly Address[] {
  if (workload.hostNetwork) return place.node.addresses;
  const found = pools.map((pool) => {
    const said = place.addresses.find(({ value }) => familyOf(value) === pool.range.family);
    const address = said?.value ?? pool.take();
    if (address === null) shortages.push({ range: formatPrefix(pool.range), owner: workload.name });
    return address;
  });
  return found.filter((address) => address !== null);
}

function podOf(workload: WorkloadDeclaration, place: PodPlace, addresses: readonly Address[]): Pod {
  const node = place.node.name;
  if (workload.kind === "pod") {
    const phase = workload.terminating ? "terminating" : "running";
    return barePod(workload, { node, addresses, phase });
  }
  const deployment = deploymentOf(workload, workload.replicas);
  return podOfDeployment(deployment, place.index, { node, addresses, phase: "running" });
}

/** A pod that was declared one by one. */
export function barePod(
  declared: PodDeclaration,
  place: Pick<Pod, "node" | "addresses" | "phase">,
): Pod {
  const { namespace, labels, dnsPolicy, resolver, containers, hostNetwork } = declared;
  const { graceSeconds, deployment } = declared;
  return {
    ...place,
    ...hostnameIn(declared),
    name: declared.name.value,
    namespace,
    labels,
    hostNetwork,
    dnsPolicy,
    resolver,
    deployment,
    ready: declared.ready && place.phase !== "starting",
    graceSeconds,
    containers,
  };
}
