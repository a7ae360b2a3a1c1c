import { parseAddress } from "../base/address.js";
import type { Address } from "../base/address.js";
import { parsePrefix } from "../base/prefix.js";
import type { Prefix } from "../base/prefix.js";

/** An address as Kubernetes still takes it: leading zeros are decimal digits (k8s.io/utils/net: ParseIPSloppy). */
export function sloppyAddress(text: string): Address | null {
  return parseAddress(withoutLeadingZeros(text));
}

/** A range as Kubernetes still takes it; a bare address is none (ParseCIDRSloppy). */
export function sloppyPrefix(text: string): Prefix | null {
  return text.includes("/") ? parsePrefix(withoutLeadingZeros(text)) : null;
}

function withoutLeadingZeros(text: string): string {
  return text.includes(":") ? text : text.replace(/\b0+(?=\d)/g, "");
}
