import type { Family } from "../../../base/address.js";
import type { RuleOwner } from "../../rule-set.js";
import type { DataType } from "../expression/data-type.js";
import type { ElementIndex } from "./element.js";
import type { RulePart } from "./rule-part.js";

/** All tables that nft has on one host, in the order in which they were made. */
export interface Nftables {
  readonly tables: readonly NftTable[];
}

/** No tables. */
export const NO_NFTABLES: Nftables = { tables: [] };

/** The families whose tables see IP packets; `inet` sees both. */
export type NftFamily = "ip" | "ip6" | "inet";

/** A table with its sets and chains, each in the order in which it was made. */
export interface NftTable {
  readonly family: NftFamily;
  readonly name: string;
  readonly comment: string | null;
  readonly sets: readonly NftSet[];
  readonly chains: readonly NftChain[];
  /** Who wrote it. */
  readonly owner: RuleOwner;
}

/** A chain; one with a base stands at a hook. */
export interface NftChain {
  readonly name: string;
  readonly base: NftBase | null;
  readonly comment: string | null;
  readonly rules: readonly NftRule[];
}

/** Where a base chain stands. */
export interface NftBase {
  readonly type: "filter" | "nat" | "route";
  readonly hook: NftHook;
  readonly priority: number;
  readonly policy: "accept" | "drop";
}

/** The hooks of IP by nft's names. */
export type NftHook = "prerouting" | "input" | "forward" | "output" | "postrouting";

/** A rule: what it asks and does, from left to right; it ends where something does not hold. */
export interface NftRule {
  /** As it was written. */
  readonly text: string;
  readonly parts: readonly RulePart[];
  readonly comment: string | null;
}

/** A named set, or a map where elements have values. */
export interface NftSet {
  readonly name: string;
  /** The types of the parts of a key. */
  readonly key: readonly DataType[];
  /** What elements lead to; null for a set. */
  readonly value: "verdict" | readonly DataType[] | null;
  /** `dynamic`, `timeout`, `interval`, `constant`, as written. */
  readonly flags: readonly string[];
  /** For how long an element stays, in seconds; null for ever. */
  readonly timeout: number | null;
  readonly size: number | null;
  readonly comment: string | null;
  readonly elements: ElementIndex;
}

/** Whether a table sees packets of a family. */
export function sees({ family }: Pick<NftTable, "family">, packets: Family): boolean {
  return family === "inet" || (family === "ip6") === (packets === "ipv6");
}

/** `ip kube-proxy affinity-…`: how a set is named across tables. */
export function setKey(table: Pick<NftTable, "family" | "name">, set: string): string {
  return `${tableKey(table)} ${set}`;
}

/** The keys of all sets. */
export function setKeysOf({ tables }: Nftables): ReadonlySet<string> {
  return new Set(tables.flatMap((table) => table.sets.map(({ name }) => setKey(table, name))));
}

/** `ip kube-proxy`: how a table is named across families. */
export function tableKey({ family, name }: Pick<NftTable, "family" | "name">): string {
  return `${family} ${name}`;
}
