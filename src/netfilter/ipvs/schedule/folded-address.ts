import { bitsOf, familyOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";

/** An address as the 32 bits that schedulers hash: of an IPv6 address its four words, added without carry. */
export function foldedAddress(address: Address): number {
  const bits = bitsOf(address);
  const word = (place: number): number => Number((bits >> BigInt(place * 32)) & 0xffff_ffffn);
  if (familyOf(address) === "ipv4") return word(0);
  return (word(0) ^ word(1) ^ word(2) ^ word(3)) >>> 0;
}
