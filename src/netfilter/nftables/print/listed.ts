import { elementsIn } from "../model/element.js";
import type { NftBase, NftFamily, NftSet, NftTable, Nftables } from "../model/nftables.js";
import { printElement, sortElements } from "./print-element.js";
import { printRule } from "./print-rule.js";

/** A table as `nft list` shows it: rules and elements are texts. */
export interface ListedTable {
  readonly family: NftFamily;
  readonly name: string;
  readonly comment: string | null;
  readonly sets: readonly ListedSet[];
  readonly chains: readonly ListedChain[];
}

/** A set or a map. */
export interface ListedSet {
  readonly kind: "set" | "map";
  readonly name: string;
  /** `ipv4_addr . inet_proto . inet_service : verdict`. */
  readonly type: string;
  readonly flags: readonly string[];
  /** In seconds. */
  readonly timeout: number | null;
  readonly size: number | null;
  readonly comment: string | null;
  /** In nft's order. */
  readonly elements: readonly string[];
}

/** A chain. */
export interface ListedChain {
  readonly name: string;
  readonly base: NftBase | null;
  readonly comment: string | null;
  readonly rules: readonly string[];
}

/** All tables as nft lists them. */
export function listed({ tables }: Nftables): readonly ListedTable[] {
  return tables.map(listedTable);
}

function listedTable({ family, name, comment, sets, chains }: NftTable): ListedTable {
  return {
    family,
    name,
    comment,
    sets: sets.map(listedSet),
    chains: chains.map((chain) => ({ ...chain, rules: chain.rules.map(printRule) })),
  };
}

/** A set or a map as `nft list` shows it. */
export function listedSet(set: NftSet): ListedSet {
  const { name, key, value, flags, timeout, size, comment } = set;
  const of = key.join(" . ");
  return {
    kind: value === null ? "set" : "map",
    name,
    type: value === null ? of : `${of} : ${value === "verdict" ? value : value.join(" . ")}`,
    flags,
    timeout,
    size,
    comment,
    elements: sortElements(elementsIn(set.elements), key).map((each) => printElement(each, key)),
  };
}
