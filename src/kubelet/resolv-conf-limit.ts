import type { Address } from "../base/address.js";

/** The limits that the kubelet keeps to (kubernetes pkg/apis/core/validation v1.36: MaxDNSNameservers, MaxDNSSearchPaths, MaxDNSSearchListChars). */
const MAX_SERVERS = 3;
const MAX_SEARCH_DOMAINS = 32;
const MAX_SEARCH_CHARACTERS = 2048;
const MAX_DOMAIN_CHARACTERS = 253;

/** The name servers that a resolv.conf may list: the first three. */
export function limitServers(servers: readonly Address[]): readonly Address[] {
  return servers.slice(0, MAX_SERVERS);
}

/** The search list without domains that are too long, cut to 32 domains and 2048 characters, spaces included. */
export function limitSearch(search: readonly string[]): readonly string[] {
  const kept = search
    .filter((domain) => domain.length <= MAX_DOMAIN_CHARACTERS)
    .slice(0, MAX_SEARCH_DOMAINS);
  let characters = -1;
  const end = kept.findIndex((domain) => {
    characters += 1 + domain.length;
    return characters > MAX_SEARCH_CHARACTERS;
  });
  return end === -1 ? kept : kept.slice(0, end);
}
