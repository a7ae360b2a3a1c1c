import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { readFile } from "../files.js";
import type { DnsFiles } from "../files.js";
import { splitTransport } from "./block-key.js";
import { joinHostPort, quoteGo, splitHostPort } from "./go-value.js";
import type { GoValue } from "./go-value.js";
import { notThere } from "./tls-argument.js";

/** An address and a port as a directive names them. */
export interface HostPort {
  readonly address: Address;
  /** The address as written, with its scope: `fe80::1%eth0`. */
  readonly host: string;
  readonly port: string;
}

/** Reads `1.2.3.4`, `1.2.3.4:1053` or `[fe80::1%eth0]:53`; without a port it is 53 (coredns plugin/pkg/parse/host.go: HostPort). */
export function readHostPort(text: string): GoValue<HostPort> {
  const split = splitHostPort(text);
  const host = split.ok ? split.value.host : text;
  const address = parseAddress(host.replace(/%[^%]*$/, ""));
  if (address === null) return { ok: false, error: `must specify an IP address: \`${host}'` };
  const port = split.ok && split.value.port !== "" ? split.value.port : "53";
  return { ok: true, value: { address, host, port } };
}

const PORTS: Readonly<Record<string, string>> = {
  tls: "853",
  quic: "853",
  grpc: "443",
  https: "443",
};

/**
 * The servers that words stand for, as `8.8.8.8:53` or `tls://1.1.1.1:853`: addresses, or files like `/etc/resolv.conf` with
 * all servers in them (coredns plugin/pkg/parse/host.go: HostPortOrFile).
 */
export function readServers(words: readonly string[], files: DnsFiles): GoValue<readonly string[]> {
  const servers: string[] = [];
  for (const word of words) {
    const { transport, rest } = splitTransport(word);
    if (rest === "") return { ok: false, error: `invalid address: ${quoteGo(word)}` };
    const split = splitHostPort(rest);
    const host = split.ok ? split.value.host : rest.replaceAll(/^[[\]]+|[[\]]+$/g, "");
    if (transport === "unix") servers.push(word);
    else if (parseAddress(host.replace(/%[^%]*$/, "")) === null) {
      const path = split.ok ? rest : host;
      const found = serversInFile(files, path);
      if (found === null) {
        const reason = `failed to open file ${quoteGo(path)}: ${quoteGo(notThere(path))}`;
        return { ok: false, error: `not an IP address or file ${quoteGo(path)}: ${reason}` };
      }
      for (const server of found) servers.push(server);
    } else if (split.ok) servers.push(word);
    else if (transport === "dns") servers.push(joinHostPort(host, "53"));
    else servers.push(`${transport}://${joinHostPort(host, PORTS[transport] ?? "")}`);
  }
  return servers.length === 0
    ? { ok: false, error: "no nameservers found" }
    : { ok: true, value: servers };
}

function serversInFile(files: DnsFiles, path: string): readonly string[] | null {
  const text = readFile(files, path);
  // Every host has this one; what it says is known when CoreDNS starts.
  if (text === null) return path === "/etc/resolv.conf" ? [path] : null;
  return text.split("\n").flatMap((line) => {
    const [word, server] = line.trim().split(/\s+/);
    return word === "nameserver" && server !== undefined
      ? [joinHostPort(server.replace(/%[^%]*$/, ""), "53")]
      : [];
  });
}
