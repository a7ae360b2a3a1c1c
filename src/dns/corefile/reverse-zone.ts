import { addressOf, bitsOf, widthOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";

/**
 * The zones that hold the reverse names of a range. One that does not end between two labels becomes the zones of its
 * parts, which do (coredns plugin/pkg/cidr).
 */
export function reverseZones(range: Prefix): readonly string[] {
  const isIpv6 = range.family === "ipv6";
  const step = isIpv6 ? 4 : 8;
  const length = Math.ceil(range.length / step) * step;
  const size = 1n << BigInt(widthOf(range.family) - length);
  const count = 2 ** (length - range.length);
  const base = bitsOf(range.base);
  return Array.from({ length: count }, (_, n) => zoneOf(base + BigInt(n) * size, length, isIpv6));
}

/** The address that a reverse name stands for; null where it is none (plugin/pkg/dnsutil: ExtractAddressFromReverse). */
export function addressOfReverse(name: string): Address | null {
  const lower = name.toLowerCase();
  const isIpv6 = lower.endsWith(".ip6.arpa.");
  if (!isIpv6 && !lower.endsWith(".in-addr.arpa.")) return null;
  const labels = lower
    .slice(0, isIpv6 ? -".ip6.arpa.".length : -".in-addr.arpa.".length)
    .split(".");
  const form = isIpv6 ? /^[0-9a-f]$/ : /^(0|[1-9]\d{0,2})$/;
  if (labels.length !== (isIpv6 ? 32 : 4) || !labels.every((label) => form.test(label)))
    return null;
  let bits = 0n;
  for (const label of labels.reverse()) {
    const digit = Number.parseInt(label, isIpv6 ? 16 : 10);
    if (digit > 255) return null;
    bits = (bits << (isIpv6 ? 4n : 8n)) | BigInt(digit);
  }
  return addressOf(bits, isIpv6 ? "ipv6" : "ipv4");
}

/** Whether a name lies below one of the two reverse zones; the zones themselves do not count. */
export function isReverse(name: string): boolean {
  return name.endsWith(".in-addr.arpa.") || name.endsWith(".ip6.arpa.");
}

function zoneOf(bits: bigint, length: number, isIpv6: boolean): string {
  const step = isIpv6 ? 4 : 8;
  const width = isIpv6 ? 128 : 32;
  const labels: string[] = [];
  for (let end = length; end > 0; end -= step) {
    const digit = Number((bits >> BigInt(width - end)) & BigInt(2 ** step - 1));
    labels.push(digit.toString(isIpv6 ? 16 : 10));
  }
  return [...labels, isIpv6 ? "ip6.arpa." : "in-addr.arpa."].join(".");
}
