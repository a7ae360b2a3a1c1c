import { bitsOf, familyOf } from "../base/address.js";
import type { Address } from "../base/address.js";

/** The name under in-addr.arpa or ip6.arpa that stands for an address, without a dot at its end. */
export function reverseName(address: Address): string {
  if (familyOf(address) === "ipv4") return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
  const digits = bitsOf(address).toString(16).padStart(32, "0");
  return `${Array.from(digits).reverse().join(".")}.ip6.arpa`;
}
