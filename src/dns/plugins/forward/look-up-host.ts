import { parseAddress } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { fullyQualified, isFullyQualified } from "../../../packet/dns-name.js";
import { createQuery } from "../../../packet/dns-reply.js";
import { joinHostPort } from "../../corefile/go-value.js";
import type { GoValue } from "../../corefile/go-value.js";
import type { Outside } from "../../outside.js";

/** A server that `resolver` names. */
export interface Resolver {
  readonly address: Address;
  readonly port: number;
}

/** The addresses of a host, or what CoreDNS says where it finds none (coredns plugin/forward/resolve.go: lookupHost). */
export function lookUpHost(
  name: string,
  resolvers: readonly Resolver[],
  outside: Outside,
): GoValue<readonly Address[]> {
  return resolvers.length === 0
    ? systemLookUp(name, outside)
    : askResolvers(name, resolvers, outside);
}

// resolve.go: dnsLookup. IPv4 first; the first resolver that knows an address is the last one asked.
function askResolvers(
  name: string,
  resolvers: readonly Resolver[],
  outside: Outside,
): GoValue<readonly Address[]> {
  let reason = "";
  for (const { address, port } of resolvers) {
    const found: Address[] = [];
    let isSilent = false;
    for (const type of ["A", "AAAA"] as const) {
      const query = createQuery(0, { name: fullyQualified(name), type, class: "IN" });
      const reply: DnsMessage | null = isSilent ? null : outside.ask(address, port, query);
      isSilent ||= reply === null;
      if (reply !== null) found.push(...addressesIn(reply, type));
    }
    if (found.length > 0) return { ok: true, value: found };
    // The port that it was asked from is left out.
    if (isSilent) reason = `: read udp ${joinHostPort(address, port)}: i/o timeout`;
  }
  return { ok: false, error: `no addresses found for ${JSON.stringify(name)}${reason}` };
}

// Go's own resolver (net/dnsclient_unix.go: goLookupIPCNAMEOrder), since CoreDNS is built without libc.
function systemLookUp(name: string, outside: Outside): GoValue<readonly Address[]> {
  if (!isLookedUp(name)) return { ok: false, error: `lookup ${name}: no such host` };
  let error = "";
  for (const candidate of candidatesOf(name, outside)) {
    const [own, found] = tryName(candidate, name, outside);
    if (found.length > 0) return { ok: true, value: found };
    if (error === "" || candidate === fullyQualified(name)) error = own;
  }
  return { ok: false, error };
}

const LOCAL_SERVERS = ["127.0.0.1", "::1"] as readonly string[] as readonly Address[];
const DEFAULT_DOTS = 1;
const MOST_DOTS = 15;

function candidatesOf(name: string, { resolvConf }: Outside): readonly string[] {
  if (isFullyQualified(name)) return [name];
  const dots = name.split(".").length - 1;
  const asked = resolvConf.options.findLast((option) => option.startsWith("ndots:"));
  const wanted = Number(asked?.slice("ndots:".length) ?? DEFAULT_DOTS);
  const absolute = fullyQualified(name);
  const searched = resolvConf.search.map((domain) => absolute + fullyQualified(domain));
  const isEnough = dots >= Math.min(Math.max(wanted, 0), MOST_DOTS);
  return isEnough ? [absolute, ...searched] : [...searched, absolute];
}

// Every server is asked for both types, until one answers.
function tryName(
  candidate: string,
  name: string,
  outside: Outside,
): readonly [error: string, found: readonly Address[]] {
  const known = outside.resolvConf.servers;
  const servers = known.length === 0 ? LOCAL_SERVERS : known;
  let error = "";
  for (const server of servers) {
    const on = `lookup ${name} on ${joinHostPort(server, DNS_PORT)}`;
    const replies = (["A", "AAAA"] as const).map((type) => {
      const query = createQuery(0, { name: candidate, type, class: "IN" });
      return [type, outside.ask(server, DNS_PORT, query)] as const;
    });
    const found = replies.flatMap(([type, reply]) =>
      reply === null ? [] : addressesIn(reply, type),
    );
    if (found.length > 0) return ["", found];
    const [[, first] = []] = replies;
    if (first?.rcode === "NOERROR" || first?.rcode === "NXDOMAIN")
      return [`${on}: no such host`, []];
    error = first == null ? `${on}: i/o timeout` : `${on}: server misbehaving`;
  }
  return [error, []];
}

const DNS_PORT = 53;

function addressesIn({ answer }: DnsMessage, type: "A" | "AAAA"): readonly Address[] {
  return answer.flatMap((record) =>
    record.type === type ? (parseAddress(record.data) ?? []) : [],
  );
}

// net/dnsclient.go: isDomainName. Letters, digits, `_` and `-`, and not digits alone.
function isLookedUp(name: string): boolean {
  if (name === ".") return true;
  const labels = name.replace(/\.$/, "").split(".");
  const isShort = name.length < 254 || (name.length === 254 && name.endsWith("."));
  const isPlain = labels.every((label) => /^(?!-)[\w-]{1,63}$/.test(label) && !label.endsWith("-"));
  return isShort && isPlain && /[A-Za-z_-]/.test(name);
}
