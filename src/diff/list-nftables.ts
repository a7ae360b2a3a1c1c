import type { Family } from "../base/address.js";
import type { Nftables } from "../netfilter/nftables/model/nftables.js";
import { listed } from "../netfilter/nftables/print/listed.js";
import type { ListedTable } from "../netfilter/nftables/print/listed.js";
import type { Listing } from "./listing.js";
import { serviceInComment } from "./service-in-text.js";

/** What kube-proxy is answerable for among a host's tables of nft: its own table of the family. */
export function listNftables(nftables: Nftables, family: Family): Listing {
  const own = listed(nftables).find((table) => isOwn(table, family));
  if (own === undefined) return [];
  const chains = own.chains.map(({ name, rules }) => ({
    place: `chain ${name}`,
    ordered: true,
    last: null,
    lines: rules.map((text) => ({ text, service: serviceInChainName(name) })),
  }));
  const addresses = serviceAddresses(own);
  const sets = own.sets.map(({ kind, name, elements }) => ({
    place: `${kind} ${name}`,
    // A set has no order.
    ordered: false,
    last: null,
    lines: elements.map((text) => ({ text, service: serviceOfElement(text, addresses) })),
  }));
  return [...sets, ...chains].filter(({ lines }) => lines.length > 0);
}

/** How many rules other tables that see the family have. */
export function countOtherTables(nftables: Nftables, family: Family): number {
  let count = 0;
  for (const table of listed(nftables))
    if (!isOwn(table, family)) for (const { rules } of table.chains) count += rules.length;
  return count;
}

function isOwn({ family, name }: ListedTable, of: Family): boolean {
  return name === "kube-proxy" && family === (of === "ipv4" ? "ip" : "ip6");
}

// `service-4AT6LBPK-ns3/svc3/tcp/p80`, and with an endpoint behind two underscores.
const CHAIN_NAME = /\b[a-z]+-[A-Z2-7]{8}-([^/\s]+\/[^/\s]+)\//;

function serviceInChainName(name: string): string | null {
  return CHAIN_NAME.exec(name)?.[1] ?? null;
}

// By the chain that it leads to, by its comment, or by the address that it begins with.
function serviceOfElement(text: string, addresses: ReadonlyMap<string, string>): string | null {
  const comment = /comment "([^"]*)"/.exec(text)?.[1] ?? "";
  const [first = ""] = text.split(" ");
  return serviceInChainName(text) ?? serviceInComment(comment) ?? addresses.get(first) ?? null;
}

/** Whose an address is: of the Service whose elements begin with it, or in whose chains packets are translated to it. */
function serviceAddresses({ sets, chains }: ListedTable): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { elements } of sets)
    for (const text of elements) {
      const service = serviceOfElement(text, new Map());
      const [address] = text.split(" ");
      if (service !== null && address !== undefined) found.set(address, service);
    }
  for (const { name, rules } of chains) {
    const service = serviceInChainName(name);
    if (service === null) continue;
    for (const rule of rules)
      for (const [, address] of rule.matchAll(/(?:: |dnat to \[?)([0-9a-f.:]+)(?=\]?[:, ])/g))
        if (address !== undefined && !found.has(address)) found.set(address, service);
  }
  return found;
}
