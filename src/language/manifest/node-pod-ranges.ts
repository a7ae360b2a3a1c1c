import { familyOf, FAMILIES } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { overlaps } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { NodeDeclaration, WorkloadDeclaration } from "../../cluster/declaration.js";
import { coverOf } from "./cover.js";

/**
 * Nodes whose pods' range is not said get the range that their pods lie in, as far as no other node's pods lie there
 * too: some networks (a cloud's own) hand out addresses without a range for each node.
 */
export function withPodRanges(
  nodes: readonly NodeDeclaration[],
  workloads: readonly WorkloadDeclaration[],
): readonly NodeDeclaration[] {
  const pods = workloads.filter((workload) => workload.kind === "pod");
  const byNode = new Map<string, readonly Address[]>(
    nodes.map(({ name }) => [
      name.value,
      pods
        .filter((pod) => pod.node?.value === name.value)
        .flatMap(({ addresses }) => addresses.map(({ value }) => value)),
    ]),
  );
  const said = nodes.flatMap((node) =>
    node.podRanges.map(({ value }) => ({ range: value, node: node.name.value })),
  );
  const covers = nodes.flatMap((node) =>
    FAMILIES.flatMap((family) => {
      if (node.podRanges.some(({ value }) => value.family === family)) return [];
      const own = (byNode.get(node.name.value) ?? []).filter((one) => familyOf(one) === family);
      const range = coverOf(own, family === "ipv4" ? 24 : 64);
      return range === null ? [] : [{ range, node: node.name.value }];
    }),
  );
  const all = [...said, ...covers];
  const isAlone = ({ range, node }: { range: Prefix; node: string }): boolean =>
    !all.some((other) => other.node !== node && overlaps(other.range, range));
  return nodes.map((node) => {
    const own = covers.filter((cover) => cover.node === node.name.value && isAlone(cover));
    const added = own.map(({ range }) => ({ value: range, span: node.name.span }));
    return { ...node, podRanges: [...node.podRanges, ...added] };
  });
}
