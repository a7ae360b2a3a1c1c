import { addressOf, bitsOf, widthOf } from "../base/address.js";
import { overlaps, sizeOf } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";

// The defaults of kube-controller-manager (--node-cidr-mask-size-ipv4, --node-cidr-mask-size-ipv6).
const NODE_MASK = { ipv4: 24, ipv6: 64 } as const;

/** The first /24 (IPv4) or /64 (IPv6) of the cluster's pod range that shares no address with those taken; null when none is left. */
export function nextNodeRange(clusterRange: Prefix, taken: readonly Prefix[]): Prefix | null {
  const { family } = clusterRange;
  const length = NODE_MASK[family];
  if (length < clusterRange.length) return null;
  const size = 1n << BigInt(widthOf(family) - length);
  const end = bitsOf(clusterRange.base) + sizeOf(clusterRange);
  let bits = bitsOf(clusterRange.base);
  while (bits < end) {
    const candidate: Prefix = { family, base: addressOf(bits, family), length };
    const inTheWay = taken.find((range) => overlaps(range, candidate));
    if (inTheWay === undefined) return candidate;
    // A large range in the way is passed in one step.
    const after = bitsOf(inTheWay.base) + sizeOf(inTheWay);
    bits = after > bits + size ? after : bits + size;
  }
  return null;
}
