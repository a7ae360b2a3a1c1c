import type { Family } from "../base/address.js";
import type { Match } from "./match/match.js";
import type { TableName } from "./table-name.js";
import type { Target } from "./target/target.js";

export type { TableName } from "./table-name.js";

/** The rules of one host for one family. */
export interface RuleSet {
  readonly family: Family;
  readonly tables: readonly Table[];
}

/** A table with its chains in the order of the dump: built-in chains, then user chains. */
export interface Table {
  readonly name: TableName;
  readonly chains: readonly Chain[];
}

/** A chain; only a built-in one has a policy. */
export interface Chain {
  readonly name: string;
  readonly policy: "ACCEPT" | "DROP" | null;
  readonly rules: readonly Rule[];
}

/** A rule: every match must hold for the target to act; without a target it only counts. */
export interface Rule {
  readonly matches: readonly Match[];
  readonly target: Target | null;
  /** Who wrote it. */
  readonly owner: RuleOwner;
}

/** The programs whose rules a node has, and `user` for a pasted dump. */
export type RuleOwner =
  | "kube-proxy"
  | "kubelet"
  | "node-local-dns"
  | "kindnet"
  | "cni"
  | "flannel"
  | "calico"
  | "weave"
  | "docker"
  | "user";
