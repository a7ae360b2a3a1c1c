import { parseAddress } from "../../../base/address.js";
import { isDomainName, splitTransport } from "../../corefile/block-key.js";
import { quoteGo, splitHostPort } from "../../corefile/go-value.js";
import type { DnsFiles } from "../../files.js";
import { readResolvConf } from "../../resolv-conf-file.js";
import type { Destination } from "./options.js";

/** What a TO stands for, or what CoreDNS says against it; `unresolved` is a host name, which is not looked up here. */
export type ReadDestination =
  Destination | { readonly kind: "unresolved" } | { readonly kind: "wrong"; readonly text: string };

const PORTS = { dns: 53, tls: 853, https: 443 } as const;

/** Reads one TO (coredns plugin/forward/resolve.go and plugin/pkg/parse/host.go). */
export function readDestination(text: string, files: DnsFiles): ReadDestination {
  const { transport, rest } = splitTransport(text);
  if (rest === "") return { kind: "wrong", text: `invalid address: ${quoteGo(text)}` };
  const split = splitHostPort(rest);
  const host = split.ok ? split.value.host : rest.replaceAll(/^[[\]]+|[[\]]+$/g, "");
  const address = parseAddress(withoutScope(host));
  if (address === null) return readName(text, files);
  if (transport !== "dns" && transport !== "tls" && transport !== "https") {
    const reason = `'${transport}' is not supported as a destination protocol in forward: ${text}`;
    return { kind: "wrong", text: reason };
  }
  const port = split.ok ? Number(split.value.port) : PORTS[transport];
  return { kind: "server", transport, address, port };
}

function readName(text: string, files: DnsFiles): ReadDestination {
  const file = readResolvConf(files, text);
  if (file !== null) return { kind: "resolv-conf", servers: file === "own" ? file : file.servers };
  const { transport, rest } = splitTransport(withoutScope(text));
  const split = splitHostPort(rest);
  const host = (split.ok ? split.value.host : rest).replaceAll(/^[[\]]+|[[\]]+$/g, "");
  const isName = transport === "dns" || transport === "tls" || transport === "https";
  if (!isName || !isDomainName(host) || parseAddress(host) !== null) {
    const reason = `not an IP address, file, or valid domain: ${quoteGo(text)}`;
    return { kind: "wrong", text: reason };
  }
  if (!/^[./]/.test(host)) return { kind: "unresolved" };
  // No other file exists in the pod, so CoreDNS would take its path for a host name.
  const reason = `failed to resolve ${quoteGo(host)}: lookup ${host}: no such host`;
  return { kind: "wrong", text: reason };
}

// `fe80::1%eth0`, and for TLS `1.1.1.1%name`: what follows the percent sign is no part of the address.
function withoutScope(host: string): string {
  const percent = host.lastIndexOf("%");
  return percent === -1 ? host : host.slice(0, percent);
}
