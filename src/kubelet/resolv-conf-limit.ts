/** The limits that the kubelet keeps to (kubernetes pkg/apis/core/validation v1.36: MaxDNSNameservers, MaxDNSSearchPaths, MaxDNSSearchListChars). */
const MAX_SERVERS = 3;
const MAX_SEARCH_DOMAINS = 32;
const MAX_SEARCH_CHARACTERS = 2048;
const MAX_DOMAIN_CHARACTERS = 253;

/** A line of a resolv.conf within its limits, and what the kubelet says where something was left out. */
export interface LimitedLine {
  readonly kept: readonly string[];
  readonly complaint: string | null;
}

/** The name servers that a resolv.conf may list: the first three (kubernetes pkg/kubelet/network/dns/dns.go v1.36: formDNSNameserversFitsLimits). */
export function limitServers(servers: readonly string[]): LimitedLine {
  const kept = servers.slice(0, MAX_SERVERS);
  return limited(servers, kept, "Nameserver limits were exceeded, some nameservers", "nameserver");
}

/** The search list cut to 32 domains, without those that are too long, cut to 2048 characters, spaces included (formDNSSearchFitsLimits). */
export function limitSearch(search: readonly string[]): LimitedLine {
  const short = search
    .slice(0, MAX_SEARCH_DOMAINS)
    .filter((domain) => domain.length <= MAX_DOMAIN_CHARACTERS);
  let characters = -1;
  const end = short.findIndex((domain) => {
    characters += 1 + domain.length;
    return characters > MAX_SEARCH_CHARACTERS;
  });
  const kept = end === -1 ? short : short.slice(0, end);
  return limited(search, kept, "Search Line limits were exceeded, some search paths", "search");
}

function limited(
  all: readonly string[],
  kept: readonly string[],
  what: string,
  line: string,
): LimitedLine {
  if (kept.length === all.length) return { kept, complaint: null };
  const applied = `the applied ${line} line is: ${kept.join(" ")}`;
  return { kept, complaint: `${what} have been omitted, ${applied}` };
}
