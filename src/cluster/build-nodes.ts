import { familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { formatPrefix } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";
import { createAddressPool } from "./address-pool.js";
import type { ClusterDeclaration, NodeDeclaration, Shortage } from "./declaration.js";
import type { Node } from "./node.js";
import { createNodeRangePool } from "./node-ranges.js";

/** The nodes with the addresses and pod ranges that were said or, in the order of the text, are next. */
export function buildNodes(
  declaration: Pick<ClusterDeclaration, "settings" | "nodes">,
  shortages: Shortage[],
): readonly Node[] {
  const { settings, nodes } = declaration;
  const reserved = new Set(nodes.flatMap((node) => node.addresses.map((said) => said.value)));
  // .1 is the gateway of the nodes' network.
  const pools = settings.nodeRanges.map((range) => createAddressPool(range, 2, reserved));
  const taken = nodes.flatMap((node) => node.podRanges.map((said) => said.value));
  const rangePools = settings.podRanges.map((range) => createNodeRangePool(range, taken));
  return nodes.map((node) => {
    const addresses = pools.map((pool): Address | null => {
      const said = node.addresses.find(({ value }) => familyOf(value) === pool.range.family);
      return said?.value ?? noted(pool.take(), pool.range, node, shortages);
    });
    const podRanges = settings.podRanges.map((range, index): Prefix | null => {
      const said = node.podRanges.find(({ value }) => value.family === range.family);
      if (said !== undefined) return said.value;
      return noted(rangePools[index]?.take() ?? null, range, node, shortages);
    });
    return {
      name: node.name.value,
      controlPlane: node.controlPlane,
      cordoned: false,
      labels: labelsOf(node),
      addresses: addresses.filter((found) => found !== null),
      podRanges: podRanges.filter((found) => found !== null),
    };
  });
}

function noted<T>(
  found: T | null,
  range: Prefix,
  node: NodeDeclaration,
  shortages: Shortage[],
): T | null {
  if (found === null) shortages.push({ range: formatPrefix(range), owner: node.name });
  return found;
}

// What the kubelet and kubeadm put on a node.
function labelsOf({ name, controlPlane, zone, labels }: NodeDeclaration): Record<string, string> {
  return {
    "kubernetes.io/hostname": name.value,
    "kubernetes.io/os": "linux",
    ...(controlPlane ? { "node-role.kubernetes.io/control-plane": "" } : {}),
    ...(zone === null ? {} : { "topology.kubernetes.io/zone": zone }),
    ...labels,
  };
}
