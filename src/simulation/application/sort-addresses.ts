import { bitsOf, familyOf, widthOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";

/** What sorting must know of a destination: the source address that the host would take, with its prefix length. */
export interface Reach {
  readonly source: Address;
  readonly length: number;
}

/**
 * Addresses in the order in which glibc's `getaddrinfo` hands them out (glibc 2.36 getaddrinfo.c: rfc3484_sort):
 * reachable ones first, IPv6 before IPv4, then the longest prefix in common with the source. `reach` gives null where there is no route.
 */
export function sortAddresses(
  addresses: readonly Address[],
  reach: (destination: Address) => Reach | null,
): readonly Address[] {
  const rated = addresses.map((address) => {
    const reached = reach(address);
    return { address, reached: reached !== null, common: reached ? common(address, reached) : 0 };
  });
  return rated
    .sort((a, b) => {
      if (a.reached !== b.reached) return a.reached ? -1 : 1;
      if (familyOf(a.address) !== familyOf(b.address)) {
        return familyOf(a.address) === "ipv6" ? -1 : 1;
      }
      return b.common - a.common;
    })
    .map(({ address }) => address);
}

// Of IPv4, addresses outside the source's own subnet have nothing in common that would mean something.
function common(destination: Address, { source, length }: Reach): number {
  const width = widthOf(familyOf(destination));
  const differing = (bitsOf(destination) ^ bitsOf(source)).toString(2);
  const bits = differing === "0" ? width : width - differing.length;
  return familyOf(destination) === "ipv4" && bits < length ? 0 : bits;
}
