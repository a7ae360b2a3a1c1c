import type { Family } from "../../base/address.js";

/** `-m hashlimit`: as long as not too many packets came of one kind, told apart by their ends. */
export interface HashlimitMatch {
  readonly kind: "hashlimit";
  readonly family: Family;
  /** Whether it holds beyond the limit, and not below. */
  readonly above: boolean;
  readonly rate: HashlimitRate;
  readonly modes: readonly Mode[];
  readonly name: string;
  readonly tableSize: number;
  readonly tableMost: number;
  readonly collectEvery: number;
  /** Milliseconds after which a kind of packets is forgotten. */
  readonly expire: number;
  readonly sourceLength: number;
  readonly destinationLength: number;
  /** The seconds of `--hashlimit-rate-interval`; null where bursts count. */
  readonly interval: number | null;
}

/** How much is allowed: packets, at a cost in millionths of a second each, or bytes, as the kernel keeps them. */
export type HashlimitRate =
  | { readonly kind: "packets"; readonly cost: number; readonly burst: number }
  | { readonly kind: "bytes"; readonly cost: bigint; readonly burst: bigint };

/** By what packets are told apart. */
export type Mode = "srcip" | "srcport" | "dstip" | "dstport";

/** The modes in the order in which iptables-save lists them. */
export const MODES: readonly Mode[] = ["srcip", "srcport", "dstip", "dstport"];
