import { addressOf, bitsOf, widthOf } from "../base/address.js";
import { sizeOf } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";

// The defaults of kube-controller-manager (--node-cidr-mask-size-ipv4, --node-cidr-mask-size-ipv6).
const NODE_MASK = { ipv4: 24, ipv6: 64 } as const;

/** Hands out the /24s (IPv4) or /64s (IPv6) of a cluster's pod range in order, each once. */
export interface NodeRangePool {
  /** The next range that shares no address with those taken; null when none is left. */
  take(): Prefix | null;
}

/** A pool of a cluster's pod range without the ranges that are `taken`. */
export function createNodeRangePool(clusterRange: Prefix, taken: readonly Prefix[]): NodeRangePool {
  const { family } = clusterRange;
  const length = NODE_MASK[family];
  const size = 1n << BigInt(widthOf(family) - length);
  const end = bitsOf(clusterRange.base) + sizeOf(clusterRange);
  const inTheWay = taken
    .filter((range) => range.family === family)
    .map((range) => {
      const start = bitsOf(range.base);
      return { start, end: start + sizeOf(range) };
    })
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  let bits = bitsOf(clusterRange.base);
  let passed = 0;
  const take = (): Prefix | null => {
    if (length < clusterRange.length) return null;
    while (bits < end) {
      const next = inTheWay[passed];
      if (next === undefined || next.start >= bits + size) {
        const range: Prefix = { family, base: addressOf(bits, family), length };
        bits += size;
        return range;
      }
      passed++;
      // A large range is passed in one step; a small one takes the whole of the one that it lies in.
      if (next.end > bits) bits += ((next.end - bits + size - 1n) / size) * size;
    }
    return null;
  };
  return { take };
}
