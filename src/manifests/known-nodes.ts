import { familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { warningAt } from "../base/diagnostic.js";
import type { Report } from "../base/diagnostic.js";
import type { NodeDeclaration, Said } from "../cluster/declaration.js";
import { nearParameters } from "./choice.js";
import type { Found } from "./found.js";

/**
 * The Nodes, and those that pods and endpoints name: `kubectl get svc,endpointslices,pods` lists no Nodes, and the
 * pods run somewhere all the same. Beside Nodes that are listed, another name is more likely a mistake.
 */
export function knownNodes(found: Found, report: Report): readonly NodeDeclaration[] {
  const { nodes, pods, slices, hostAddresses } = found;
  const known = new Map(nodes.map((node) => [node.name.value, withHostAddresses(node, found)]));
  const names = [...known.keys()];
  for (const { node, name, namespace } of pods) {
    if (node === null || known.has(node.value)) continue;
    if (names.length > 0) {
      const object = `Pod ${namespace}/${name.value}`;
      // Comparing every name with every other would cost too much where nothing fits.
      const near = known.size < MOST_COMPARED ? nearParameters(node.value, names) : {};
      report(warningAt(node.span, "manifest-unknown-node", { object, name: node.value, ...near }));
    }
    known.set(node.value, namedNode(node, hostAddresses.get(node.value) ?? []));
  }
  // Of a listed cluster, the nodes that only endpoints name are left out: their slices are used as they are.
  if (names.length > 0) return [...known.values()];
  for (const endpoint of slices.flatMap(({ endpoints }) => endpoints)) {
    if (endpoint.node === null || known.has(endpoint.node)) continue;
    known.set(endpoint.node, namedNode({ value: endpoint.node, span: endpoint.span }, []));
  }
  return [...known.values()];
}

const MOST_COMPARED = 1_000;

function namedNode(name: Said<string>, addresses: readonly Said<Address>[]): NodeDeclaration {
  return {
    name,
    controlPlane: /(?:^|-)control-plane\d*$/.test(name.value),
    labels: {},
    zone: null,
    addresses: firstOfEach(addresses),
    podRanges: [],
  };
}

function withHostAddresses(node: NodeDeclaration, { hostAddresses }: Found): NodeDeclaration {
  if (node.addresses.length > 0) return node;
  return { ...node, addresses: firstOfEach(hostAddresses.get(node.name.value) ?? []) };
}

function firstOfEach(addresses: readonly Said<Address>[]): readonly Said<Address>[] {
  const families = new Set<string>();
  return addresses.filter(({ value }) => {
    const family = familyOf(value);
    return families.has(family) ? false : families.add(family);
  });
}
