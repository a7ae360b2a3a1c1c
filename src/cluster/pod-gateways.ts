import type { Address } from "../base/address.js";
import { addressOf, bitsOf } from "../base/address.js";
import { nthAddress, sizeOf } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";
import type { Node } from "./node.js";
import type { Pod } from "./pod.js";

/**
 * The nodes, each with gateways for its pods that no pod has. A range's first address is the usual one; objects of a cluster whose
 * addresses come from elsewhere may have it, and then it is the last free one.
 */
export function withPodGateways(nodes: readonly Node[], pods: readonly Pod[]): readonly Node[] {
  const taken = new Set(pods.flatMap(({ addresses }) => addresses));
  return nodes.map((node) => {
    const isUsual = ({ range, first }: { range: Prefix; first: Address | null }): boolean =>
      first === null || !taken.has(first) || node.addresses.includes(first) || range.length === 0;
    const firsts = node.podRanges.map((range) => ({ range, first: nthAddress(range, 1) }));
    const others = firsts.filter((one) => !isUsual(one));
    const podGateways = others.flatMap(({ range }) => lastFree(range, taken) ?? []);
    return podGateways.length === 0 ? node : { ...node, podGateways };
  });
}

// The last address of an IPv4 range is its broadcast address.
function lastFree(range: Prefix, taken: ReadonlySet<Address>): Address | null {
  const first = bitsOf(range.base);
  let bits = first + sizeOf(range) - 2n;
  for (; bits > first; bits--) {
    const address = addressOf(bits, range.family);
    if (!taken.has(address)) return address;
  }
  return null;
}
