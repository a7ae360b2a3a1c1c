import { parseAddress } from "../../../base/address.js";
import { splitTransport } from "../../corefile/block-key.js";
import { isDomainName } from "../../corefile/domain-name.js";
import { splitHostPort } from "../../corefile/go-value.js";
import { isUpstreamTransport, UPSTREAM_PORTS } from "./options.js";
import type { UpstreamTransport } from "./options.js";
import { splitServerName } from "./server-address.js";

/** A TO that is the name of a host, whose addresses CoreDNS looks up when it starts. */
export interface HostName {
  readonly name: string;
  readonly port: string;
  readonly transport: UpstreamTransport;
  /** The name that its certificate must have; empty for none. */
  readonly zone: string;
}

/** Reads the name of a host; null for what can be none (coredns plugin/forward/resolve.go: parseAsHostEntry). */
export function readHostName(text: string): HostName | null {
  const { host, zone } = splitServerName(text);
  const { transport, rest } = splitTransport(host);
  if (!isUpstreamTransport(transport)) return null;
  const split = splitHostPort(rest);
  const { host: bare, port } = split.ok
    ? split.value
    : { host: rest, port: String(UPSTREAM_PORTS[transport]) };
  const name = bare.replaceAll(/^[[\]]+|[[\]]+$/g, "");
  if (name === "" || !isDomainName(name) || parseAddress(name) !== null) return null;
  return { name, port, transport, zone };
}
