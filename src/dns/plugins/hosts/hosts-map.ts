import { addressOf, bitsOf, familyOf, parseAddress } from "../../../base/address.js";
import type { Address, Family } from "../../../base/address.js";
import { normalZone } from "../../corefile/block-key.js";
import { labelsOf, longestZone } from "../../../packet/dns-name.js";

/** What a hosts file says, both ways; names in lower case with their dots. */
export interface HostsMap {
  readonly addresses: Readonly<Record<Family, ReadonlyMap<string, readonly Address[]>>>;
  readonly names: ReadonlyMap<Address, readonly string[]>;
}

/** What of a hosts file counts. */
export interface HostsScope {
  /** Names outside of them are left out. */
  readonly zones: readonly string[];
  /** Whether addresses lead back to names. */
  readonly reverse: boolean;
}

/** Reads a hosts file; lines that say nothing useful are left out, as CoreDNS does (coredns plugin/hosts/hostsfile.go: parse). */
export function readHosts(text: string, { zones, reverse }: HostsScope): HostsMap {
  const addresses = {
    ipv4: new Map<string, readonly Address[]>(),
    ipv6: new Map<string, readonly Address[]>(),
  };
  const names = new Map<Address, readonly string[]>();
  for (const line of text.split("\n")) {
    const [first = "", ...written] = line.replace(/#.*$/s, "").split(/\s+/).filter(Boolean);
    const address = plainAddress(first);
    if (address === null) continue;
    for (const name of written.map(normalZone)) {
      if (longestZone(name, zones) === null) continue;
      add(addresses[familyOf(address)], name, address);
      if (reverse && !name.startsWith("*.")) add(names, address, name);
    }
  }
  return { addresses, names };
}

/** The addresses of a name in a family: in each file those of the name itself, else of the star in the place of its first label. */
export function addressesOf(
  maps: readonly HostsMap[],
  name: string,
  family: Family,
): readonly Address[] {
  const lower = name.toLowerCase();
  return maps.flatMap(({ addresses }) => {
    const known = addresses[family];
    return known.get(lower) ?? known.get(starred(lower)) ?? [];
  });
}

/** The names of an address. */
export function namesOf(maps: readonly HostsMap[], address: Address): readonly string[] {
  return maps.flatMap(({ names }) => names.get(address) ?? []);
}

/** `*.example.org.` for `www.example.org.`; empty for the root (coredns plugin/hosts/wildcard.go: replaceWithAsteriskLabel). */
export function starred(name: string): string {
  const labels = labelsOf(name);
  return labels.length < 2 ? "" : ["*", ...labels.slice(1), ""].join(".");
}

function add<Key, Value>(map: Map<Key, readonly Value[]>, key: Key, value: Value): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

/** The address that a line begins with, null where it is none: a zone (`fe80::1%lo0`) is dropped, and IPv4 inside IPv6 is IPv4. */
export function plainAddress(text: string): Address | null {
  const address = parseAddress(text.replace(/%.*$/s, ""));
  if (address === null || familyOf(address) === "ipv4") return address;
  const bits = bitsOf(address);
  return bits >> 32n === 0xffffn ? addressOf(bits & 0xffff_ffffn, "ipv4") : address;
}
