import type { Family } from "../base/address.js";
import { printSetSave } from "../netfilter/ipset/print-sets.js";
import type { IpSets } from "../netfilter/ipset/ip-set.js";
import { printIpvsSave } from "../netfilter/ipvs/print-ipvs.js";
import type { StartingRules } from "../simulation/set-up/scenario-network.js";
import type { ListedLine, ListedPart, Listing } from "./listing.js";

/** Whose an address and port are: `10.96.0.1:443` to `default/kubernetes`. */
export type ServiceAt = (endpoint: string) => string | null;

/** The virtual servers of a family, each with its real servers, as `ipvsadm -Sn` prints them. */
export function listVirtualServers(
  servers: StartingRules["virtualServers"],
  family: Family,
  serviceAt: ServiceAt,
): Listing {
  const lines = printIpvsSave(servers).split("\n");
  return partsOf(
    lines.flatMap((text) => {
      const [, , place, at] = /^-[Aa] (-[tuf]|--sctp-service) ((\S+)) ?/.exec(text) ?? [];
      if (place === undefined || at === undefined || isIpv6(at) !== (family === "ipv6")) return [];
      return [{ place: `ipvs ${place}`, line: { text, service: serviceAt(at) } }];
    }),
  );
}

/** kube-proxy's sets of a family, as `ipset save` prints them. */
export function listProxySets(sets: IpSets, family: Family): Listing {
  const lines = printSetSave(sets, 0).split("\n");
  return partsOf(
    lines.flatMap((text) => {
      const name = /^(?:create|add) (KUBE-\S+)/.exec(text)?.[1];
      if (name === undefined || name.startsWith("KUBE-6-") !== (family === "ipv6")) return [];
      return [{ place: `ipset ${name}`, line: { text, service: null } }];
    }),
  );
}

function isIpv6(endpoint: string): boolean {
  return endpoint.startsWith("[");
}

// Neither sets nor real servers have an order.
function partsOf(
  placed: readonly { readonly place: string; readonly line: ListedLine }[],
): Listing {
  const parts = new Map<string, ListedLine[]>();
  for (const { place, line } of placed) {
    const known = parts.get(place);
    if (known === undefined) parts.set(place, [line]);
    else known.push(line);
  }
  return [...parts].map(([place, lines]): ListedPart => ({
    place,
    ordered: false,
    last: null,
    lines,
  }));
}
