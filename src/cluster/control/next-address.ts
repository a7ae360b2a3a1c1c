import { addressOf, bitsOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { contains, formatPrefix, sizeOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { Cluster } from "../cluster.js";

/**
 * The address that a node's IPAM hands out next: the one behind the last, from the start again at the end of the range
 * (containernetworking/plugins plugins/ipam/host-local/backend/allocator/allocator.go: GetIter). Null where none is free.
 */
export function nextAddress(
  range: Prefix,
  { pods, lastAddresses }: Pick<Cluster, "pods" | "lastAddresses">,
): Address | null {
  const taken = new Set(
    pods.flatMap(({ addresses }) => addresses).filter((address) => contains(range, address)),
  );
  const base = bitsOf(range.base);
  // .0 is the network itself, .1 the node's end; the last address of an IPv4 range is its broadcast address.
  const end = sizeOf(range) - (range.family === "ipv4" ? 1n : 0n);
  const free = end - 2n;
  if (BigInt(taken.size) >= free) return null;
  const known = lastAddresses[formatPrefix(range)];
  const last = known === undefined ? highest(taken, base) : bitsOf(known) - base;
  for (let offset = last + 1n; ; offset += 1n) {
    if (offset >= end) offset = 2n;
    const candidate = addressOf(base + offset, range.family);
    if (!taken.has(candidate)) return candidate;
  }
}

function highest(taken: ReadonlySet<Address>, base: bigint): bigint {
  let found = 1n;
  for (const address of taken) {
    const offset = bitsOf(address) - base;
    if (offset > found) found = offset;
  }
  return found;
}
