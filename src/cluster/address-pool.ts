import { addressOf, bitsOf } from "../base/address.js";
import type { Address } from "../base/address.js";
import { nthAddress, sizeOf } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";

/** Hands out the addresses of a range in order, each once. */
export interface AddressPool {
  readonly range: Prefix;
  /** The next free address; null when none is left. */
  take(): Address | null;
}

/** The gateway of a range: its first address after the network's own (CNI host-local, docker networks). */
export function gatewayOf(range: Prefix): Address | null {
  return nthAddress(range, 1);
}

/** A pool that starts at an offset into its range, and passes over what is reserved and over the broadcast address. */
export function createAddressPool(
  range: Prefix,
  first: number,
  reserved: ReadonlySet<Address>,
): AddressPool {
  const base = bitsOf(range.base);
  // The last address of an IPv4 range is its broadcast address; IPv6 has none.
  const end = sizeOf(range) - (range.family === "ipv4" ? 1n : 0n);
  let offset = BigInt(first);
  const take = (): Address | null => {
    while (offset < end) {
      const candidate = addressOf(base + offset, range.family);
      offset += 1n;
      if (!reserved.has(candidate)) return candidate;
    }
    return null;
  };
  return { range, take };
}
