import { familyOf, FAMILIES } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { hostPrefix, overlaps } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { NodeDeclaration, WorkloadDeclaration } from "../../cluster/declaration.js";
import { createNodeRangePool } from "../../cluster/node-ranges.js";
import { createAddressCount } from "./address-count.js";
import { coverOf } from "./cover.js";

/**
 * Nodes whose pods' range is not said get the range that their pods lie in, as far as no other node's pods lie there
 * too. Some networks (a cloud's own) hand out addresses without a range for each node; such nodes get one that nobody uses.
 */
export function withPodRanges(
  nodes: readonly NodeDeclaration[],
  workloads: readonly WorkloadDeclaration[],
  podRanges: readonly Prefix[],
): readonly NodeDeclaration[] {
  const byNode = addressesByNode(workloads);
  const all = [...byNode.values()].flat();
  const countIn = createAddressCount(all);
  const said = nodes.flatMap((node) =>
    node.podRanges.map(({ value }) => ({ range: value, node: node.name.value })),
  );
  const covers = nodes.flatMap((node) => {
    const name = node.name.value;
    return FAMILIES.flatMap((family) => {
      if (node.podRanges.some(({ value }) => value.family === family)) return [];
      const own = (byNode.get(name) ?? []).filter((address) => familyOf(address) === family);
      const range = coverOf(own, family === "ipv4" ? 24 : 64);
      // All of its own lie there: with more, they are another node's.
      const isAlone =
        range !== null &&
        countIn(range) === own.length &&
        !said.some((other) => other.node !== name && overlaps(other.range, range));
      return isAlone ? [{ range, node: name }] : [];
    });
  });
  const taken = [
    ...[...said, ...covers].map(({ range }) => range),
    ...all.map(hostPrefix),
    ...nodes.flatMap(({ addresses }) => addresses.map(({ value }) => hostPrefix(value))),
  ];
  const pools = podRanges.map((range) => createNodeRangePool(range, taken));
  const coversOf = new Map<string, Prefix[]>();
  for (const { node, range } of covers) coversOf.set(node, [...(coversOf.get(node) ?? []), range]);
  return nodes.map((node) => {
    const own = coversOf.get(node.name.value) ?? [];
    const known = [...node.podRanges.map(({ value }) => value), ...own];
    const free = podRanges.flatMap(({ family }, index) =>
      known.some((range) => range.family === family) ? [] : (pools[index]?.take() ?? []),
    );
    const added = [...own, ...free].map((value) => ({ value, span: node.name.span }));
    return { ...node, podRanges: [...node.podRanges, ...added] };
  });
}

function addressesByNode(
  workloads: readonly WorkloadDeclaration[],
): ReadonlyMap<string, readonly Address[]> {
  const found = new Map<string, Address[]>();
  for (const workload of workloads) {
    if (workload.kind !== "pod" || workload.node === null) continue;
    const own = found.get(workload.node.value) ?? [];
    own.push(...workload.addresses.map(({ value }) => value));
    found.set(workload.node.value, own);
  }
  return found;
}
