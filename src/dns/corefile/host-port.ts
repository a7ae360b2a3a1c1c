import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { splitHostPort } from "./go-value.js";
import type { GoValue } from "./go-value.js";

/** An address and a port as a directive names them. */
export interface HostPort {
  readonly address: Address;
  readonly port: string;
}

/** Reads `1.2.3.4`, `1.2.3.4:1053` or `[fe80::1%eth0]:53`; without a port it is 53 (coredns plugin/pkg/parse/host.go: HostPort). */
export function readHostPort(text: string): GoValue<HostPort> {
  const split = splitHostPort(text);
  const host = split.ok ? split.value.host : text;
  const address = parseAddress(host.replace(/%[^%]*$/, ""));
  if (address === null) return { ok: false, error: `must specify an IP address: \`${host}'` };
  const port = split.ok && split.value.port !== "" ? split.value.port : "53";
  return { ok: true, value: { address, port } };
}
