import { parseAddress } from "../../../base/address.js";
import { splitTransport } from "../../corefile/block-key.js";
import type { Transport } from "../../corefile/corefile.js";
import { joinHostPort, quoteGo, splitHostPort } from "../../corefile/go-value.js";
import type { DnsFiles } from "../../files.js";
import { readResolvConf } from "../../resolv-conf-file.js";
import { readHostName } from "./host-name.js";
import type { HostName } from "./host-name.js";
import type { ResolvConfServers } from "./options.js";

/** What a TO stands for, or what CoreDNS says against it. */
export type ReadDestination =
  /** An address in CoreDNS's spelling, `tls://1.1.1.1%name:853`; its scheme may be one that `forward` does not take. */
  | { readonly kind: "address"; readonly text: string }
  | ResolvConfServers
  | { readonly kind: "host"; readonly host: HostName }
  | { readonly kind: "wrong"; readonly text: string };

/** The ports that schemes stand for (coredns plugin/pkg/transport). */
const PORTS: Readonly<Record<Transport, string>> = {
  dns: "53",
  tls: "853",
  quic: "853",
  grpc: "443",
  https: "443",
  https3: "443",
  unix: "",
};

/** Reads one TO (coredns plugin/forward/resolve.go: classifyToAddrs; plugin/pkg/parse/host.go: HostPortOrFile). */
export function readDestination(text: string, files: DnsFiles): ReadDestination {
  const { transport, rest } = splitTransport(text);
  if (rest === "") return { kind: "wrong", text: `invalid address: ${quoteGo(text)}` };
  if (transport === "unix") return { kind: "address", text };
  const split = splitHostPort(rest);
  const host = split.ok ? split.value.host : rest.replaceAll(/^[[\]]+|[[\]]+$/g, "");
  if (parseAddress(withoutScope(host)) === null)
    return readName(text, split.ok ? rest : host, files);
  if (split.ok) return { kind: "address", text };
  const whole = joinHostPort(host, PORTS[transport]);
  return { kind: "address", text: transport === "dns" ? whole : `${transport}://${whole}` };
}

function readName(text: string, path: string, files: DnsFiles): ReadDestination {
  const file = readResolvConf(files, path);
  if (file !== null) return { kind: "resolv-conf", servers: file === "own" ? file : file.servers };
  const host = readHostName(text);
  if (host !== null) return { kind: "host", host };
  return { kind: "wrong", text: `not an IP address, file, or valid domain: ${quoteGo(text)}` };
}

// `fe80::1%eth0`, and for TLS `1.1.1.1%name`: what follows the percent sign is no part of the address.
function withoutScope(host: string): string {
  const percent = host.lastIndexOf("%");
  return percent === -1 ? host : host.slice(0, percent);
}
