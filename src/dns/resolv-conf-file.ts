import { parseAddress } from "../base/address.js";
import type { ResolvConf } from "../cluster/resolv-conf.js";
import { readFile } from "./files.js";
import type { DnsFiles } from "./files.js";

/** The resolv.conf of CoreDNS's own pod, which the kubelet writes: it is there without being declared. */
export const OWN_RESOLV_CONF = "/etc/resolv.conf";

/** The servers and the search list of a resolv.conf (miekg/dns clientconfig.go); the last list counts. */
export function parseResolvConf(text: string): ResolvConf {
  const lines = text.split("\n").map((line) => line.trim().split(/\s+/));
  const lists = lines.flatMap(([word, ...names]) => {
    if (word === "search") return [names];
    return word === "domain" && names.length > 0 ? [names.slice(0, 1)] : [];
  });
  return {
    servers: lines.flatMap(([word, server]) => {
      const address =
        word === "nameserver" ? parseAddress(server?.replace(/%.*$/, "") ?? "") : null;
      return address === null ? [] : [address];
    }),
    search: lists.at(-1) ?? [],
    options: lines.flatMap(([word, ...options]) => (word === "options" ? options : [])),
  };
}

/** What a resolv.conf that a directive names says: `own` for that of CoreDNS's pod, null where there is no such file. */
export function readResolvConf(files: DnsFiles, path: string): ResolvConf | "own" | null {
  const text = readFile(files, path);
  if (text !== null) return parseResolvConf(text);
  return path === OWN_RESOLV_CONF ? "own" : null;
}
