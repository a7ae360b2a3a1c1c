import { familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { createAddressPool } from "./address-pool.js";
import type { AddressPool } from "./address-pool.js";
import type { Shortage, WorkloadDeclaration } from "./declaration.js";
import type { Node } from "./node.js";
import { nameSuffix, templateHash } from "./object-name.js";
import { placePods } from "./place-pods.js";
import type { PodPlace } from "./place-pods.js";
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
  if (workload.kind === "pod" && workload.hostNetwork) return place.node.addresses;
  const found = pools.map((pool) => {
    const said = place.addresses.find(({ value }) => familyOf(value) === pool.range.family);
    const address = said?.value ?? pool.take();
    if (address === null) shortages.push({ range: pool.range, owner: workload.name });
    return address;
  });
  return found.filter((address) => address !== null);
}

// A field that a later version adds must not rename the pods of a scenario that does not use it.
function withoutDefaults(key: string, value: unknown): unknown {
  return key === "address" && value === null ? undefined : value;
}

function podOf(workload: WorkloadDeclaration, place: PodPlace, addresses: readonly Address[]): Pod {
  const { namespace, dnsPolicy, containers } = workload;
  const name = workload.name.value;
  const shared = { namespace, node: place.node.name, addresses, dnsPolicy, containers };
  if (workload.kind === "pod") {
    const { labels, ready, hostNetwork } = workload;
    return { ...shared, name, labels, ready, hostNetwork, deployment: null };
  }
  const template = templateHash(
    JSON.stringify([namespace, name, workload.labels, dnsPolicy, containers], withoutDefaults),
  );
  return {
    ...shared,
    name: `${name}-${template}-${nameSuffix(`${namespace}/${name}/${place.index}`)}`,
    labels: { ...workload.labels, "pod-template-hash": template },
    hostNetwork: false,
    deployment: name,
    ready: true,
  };
}
