import { familyOf } from "../../../base/address.js";
import { contains, formatPrefix, prefixOf } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";

/** The length of an address block of Calico's IPAM: 64 addresses (projectcalico/calico IPPool `blockSize`). */
const BLOCK = { ipv4: 26, ipv6: 122 } as const;

/** The blocks that a node has claimed: the first one of each of its ranges, and those that its pods have addresses of. */
export function blocksOf(node: Node, pods: readonly Pod[]): readonly Prefix[] {
  const blocks = new Map<string, Prefix>();
  const add = (block: Prefix): void => void blocks.set(formatPrefix(block), block);
  for (const range of node.podRanges) add(prefixOf(range.base, lengthIn(range)));
  for (const pod of pods) {
    if (pod.node !== node.name || pod.hostNetwork) continue;
    for (const address of pod.addresses) {
      const range = node.podRanges.find((candidate) => contains(candidate, address));
      const length = range === undefined ? BLOCK[familyOf(address)] : lengthIn(range);
      add(prefixOf(address, length));
    }
  }
  return [...blocks.values()];
}

function lengthIn(range: Prefix): number {
  return Math.max(BLOCK[range.family], range.length);
}
