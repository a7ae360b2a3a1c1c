import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { ResolvConf } from "../../cluster/resolv-conf.js";
import { address } from "../../base/address.js";
import { numericHost } from "./numeric-host.js";

// A resolver that is told of no server asks its own host.
const LOCAL_SERVER: Address = address("127.0.0.1");

/** Reads a resolv.conf as glibc does: keywords begin their lines, the last `search` or `domain` counts, options add up (glibc 2.36 resolv/res_init.c: res_vinit_1). */
export function readResolvConf(text: string): ResolvConf {
  const servers: Address[] = [];
  let search: readonly string[] = [];
  let options: readonly string[] = [];
  for (const line of text.split("\n")) {
    const [, keyword, rest = ""] = /^([a-z]+)[ \t](.*)$/.exec(line) ?? [];
    const values = rest.split(/[ \t]+/).filter((value) => value !== "");
    const [value] = values;
    if (keyword === "options") options = [...options, ...values];
    if (value === undefined) continue;
    if (keyword === "nameserver") servers.push(...serverOf(value));
    if (keyword === "search") search = values;
    if (keyword === "domain") search = [value];
  }
  return { servers: servers.length === 0 ? [LOCAL_SERVER] : servers, search, options };
}

/** The address that a `nameserver` line names, whose zone is not looked at; none where it is no address. */
function serverOf(text: string): readonly Address[] {
  const found = text.includes(":") ? parseAddress(text.replace(/%.*$/, "")) : numericHost(text);
  return found === null ? [] : [found];
}
