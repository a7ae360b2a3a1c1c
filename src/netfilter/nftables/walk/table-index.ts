import type { Family } from "../../../base/address.js";
import type { NftChain, NftSet, NftTable, Nftables } from "../model/nftables.js";
import { sees } from "../model/nftables.js";
import type { RulePart } from "../model/rule-part.js";

// What is worked out from a value is kept as long as that value lives; none of them ever changes.
const chainsByTable = new WeakMap<NftTable, ReadonlyMap<string, NftChain>>();
const setsByTable = new WeakMap<NftTable, ReadonlyMap<string, NftSet>>();
const trackingByTables = new WeakMap<Nftables, Map<Family, boolean>>();

/** A table's chain by name, also among a hundred thousand. */
export function chainNamed(table: NftTable, name: string): NftChain | null {
  return indexed(chainsByTable, table, table.chains).get(name) ?? null;
}

/** A table's set by name. */
export function setNamed(table: NftTable, name: string): NftSet | null {
  return indexed(setsByTable, table, table.sets).get(name) ?? null;
}

/** Whether rules make the host track connections of a family: those that ask conntrack, or translate (linux net/netfilter/nft_ct.c, nft_nat.c: nf_ct_netns_get). */
export function nftTracks(nftables: Nftables, family: Family): boolean {
  const known = trackingByTables.get(nftables) ?? new Map<Family, boolean>();
  trackingByTables.set(nftables, known);
  let tracks = known.get(family);
  if (tracks === undefined) {
    tracks = nftables.tables
      .filter((table) => sees(table, family))
      .some(({ chains }) =>
        chains.some(({ rules }) => rules.some(({ parts }) => parts.some(asksConntrack))),
      );
    known.set(family, tracks);
  }
  return tracks;
}

function asksConntrack(part: RulePart): boolean {
  if (part.kind === "translate") return true;
  if (part.kind === "opaque")
    return /^(ct|notrack|masquerade|dnat|snat|redirect)\b/.test(part.text);
  if (part.kind !== "match" && part.kind !== "vmap") return false;
  const { of } = part;
  const names = of.kind === "selector" ? [of.name] : of.kind === "concatenation" ? of.parts : [];
  return names.some((name) => name.startsWith("ct "));
}

function indexed<T extends { readonly name: string }>(
  known: WeakMap<NftTable, ReadonlyMap<string, T>>,
  table: NftTable,
  objects: readonly T[],
): ReadonlyMap<string, T> {
  let index = known.get(table);
  if (index === undefined) {
    index = new Map(objects.map((each) => [each.name, each]));
    known.set(table, index);
  }
  return index;
}
