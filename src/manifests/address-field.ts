import { addressOf, bitsOf, parseAddress } from "../base/address.js";
import type { Address } from "../base/address.js";
import { parsePrefix } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";

/**
 * An address as Kubernetes still takes it: leading zeros are decimal digits, and an IPv4 address in IPv6 form is that IPv4 address
 * (k8s.io/utils/net: ParseIPSloppy; Go net.IP: String).
 */
export function sloppyAddress(text: string): Address | null {
  const address = parseAddress(withoutLeadingZeros(text));
  if (address === null || !MAPPED.test(address)) return address;
  return addressOf(bitsOf(address) & 0xffff_ffffn, "ipv4");
}

// As IPv6 addresses are written canonically; `::ffff:0:1` is 0.0.0.1.
const MAPPED = /^::ffff:[\da-f]+:[\da-f]+$/;

/** A range as Kubernetes still takes it; a bare address is none, nor is one of IPv4 addresses in IPv6 form, which is of neither family (ParseCIDRSloppy, IPFamilyOfCIDR). */
export function sloppyPrefix(text: string): Prefix | null {
  const range = text.includes("/") ? parsePrefix(withoutLeadingZeros(text)) : null;
  return range === null || MAPPED.test(range.base) ? null : range;
}

function withoutLeadingZeros(text: string): string {
  return text.includes(":") ? text : text.replace(/\b0+(?=\d)/g, "");
}
