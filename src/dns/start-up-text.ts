import { quoteGo, splitHostPort } from "./corefile/go-value.js";
import type { GoValue } from "./corefile/go-value.js";
import { hasPreferredForm } from "./corefile/zone-form.js";

/** The parts of a listener's address. */
export interface ListenAddress {
  /** `dns`, `tls`…; empty where the text names none. */
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
}

/** Splits `dns://[::1]:53` or `:53` (coredns core/dnsserver/address.go: SplitProtocolHostPort). */
export function splitListenAddress(text: string): GoValue<ListenAddress> {
  const parts = text.split("://");
  const [protocol, rest] = parts.length === 1 ? ["", text] : [parts[0] ?? "", parts[1] ?? ""];
  if (parts.length > 2) {
    return { ok: false, error: `provided value is not in an address format : ${text}` };
  }
  const split = splitHostPort(rest);
  return split.ok ? { ok: true, value: { protocol, ...split.value } } : split;
}

/**
 * What CoreDNS prints when a listener starts: a line for each of its zones, in order, such as `tls://example.org.:853 on
 * 10.0.0.1`; `protocol` ends in `://` or is empty (coredns core/dnsserver/onstartup.go: startUpZones).
 */
export function startUpText(protocol: string, address: string, zones: readonly string[]): string {
  const split = splitListenAddress(address);
  const { host, port } = split.ok ? split.value : { host: "", port: address };
  const at = host === "" ? "" : ` on ${host}`;
  return zones
    .toSorted(byCode)
    .map((zone) => `${warningOf(zone)}${protocol}${zone}:${port}${at}\n`)
    .join("");
}

function warningOf(zone: string): string {
  if (hasPreferredForm(zone)) return "";
  return `Warning: Domain ${quoteGo(zone)} does not follow RFC1035 preferred syntax\n`;
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
