import type { Address } from "../../../base/address.js";
import { joinHostPort } from "../../corefile/go-value.js";
import type { UpstreamTransport } from "./options.js";

/** An upstream's address with the name that its certificate must have; empty for none. */
export interface ServerAddress {
  readonly transport: UpstreamTransport;
  readonly address: Address;
  readonly port: string;
  readonly zone: string;
}

/** `10.0.0.1:53`, `tls://[::1%example.com]:853` (coredns plugin/forward/resolve.go: formatResolvedAddr). */
export function formatServer({ transport, address, port, zone }: ServerAddress): string {
  if (transport === "dns") return joinHostPort(address, port);
  const host = zone === "" ? address : `${address}%${zone}`;
  return `${transport}://${joinHostPort(host, port)}`;
}

/** Takes the name behind `%` out of an address; scheme and port stay (coredns plugin/forward/setup.go: splitZone). */
export function splitServerName(text: string): { readonly host: string; readonly zone: string } {
  const scheme = text.includes("://") ? text.slice(0, text.indexOf("://") + 3) : "";
  const rest = text.slice(scheme.length);
  const percent = rest.lastIndexOf("%");
  if (percent === -1) return { host: text, zone: "" };
  const head = rest.slice(0, percent);
  const host = scheme + (head.startsWith("[") ? `${head}]` : head);
  const behind = rest.slice(percent + 1);
  const colon = behind.lastIndexOf(":");
  if (colon === -1) return { host, zone: behind };
  return { host: host + behind.slice(colon), zone: behind.slice(0, colon).replace(/\]$/, "") };
}
