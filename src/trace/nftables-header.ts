import type { NamespaceId } from "./id.js";
import type { ListedRules, UnlistedChains } from "./listed-rules.js";

/** The tables of nft in a namespace, as `nft list ruleset` shows them. */
export interface NftablesHeader {
  readonly namespace: NamespaceId;
  readonly tables: readonly NftTableHeader[];
  /** In a large cluster: no packet came here, and nobody compiled what it has. */
  readonly uncompiled?: boolean;
}

/** A table with its sets and chains in the order in which nft lists them. */
export interface NftTableHeader {
  readonly family: "ip" | "ip6" | "inet";
  readonly name: string;
  readonly comment: string | null;
  /** Who wrote it: `kube-proxy`, `user`. */
  readonly owner: string;
  readonly sets: readonly NftSetHeader[];
  readonly chains: readonly NftChainHeader[];
  /** In a large cluster: what stands in chains that no packet entered. */
  readonly unlisted?: UnlistedChains;
}

/** A set or a map; `elements` are indexes into the header's `texts`. */
export interface NftSetHeader {
  readonly kind: "set" | "map";
  readonly name: string;
  /** `ipv4_addr . inet_proto . inet_service : verdict`. */
  readonly type: string;
  readonly flags: readonly string[];
  /** In seconds. */
  readonly timeout: number | null;
  readonly size: number | null;
  readonly comment: string | null;
  readonly elements: readonly number[];
  /** In a large cluster: how many more elements there are, which no packet asked for. */
  readonly unlisted?: number;
  /** What rules have put in since the beginning; absent for nothing. */
  readonly learned?: readonly LearnedElement[];
}

/** An element that a rule put into a set. */
export interface LearnedElement {
  readonly element: string;
  /** Virtual time, in microseconds. */
  readonly expiresAt: number;
}

/** A chain; `rules` are indexes into the header's `texts`, as `nft list` prints a rule. */
export interface NftChainHeader {
  readonly name: string;
  /** Where it stands; null for one that is only jumped to. */
  readonly base: NftBaseHeader | null;
  readonly comment: string | null;
  readonly rules: readonly number[];
  /** In a large cluster: which of the chain's rules these are; absent for all. */
  readonly listed?: ListedRules;
}

/** Where a base chain stands. */
export interface NftBaseHeader {
  readonly type: "filter" | "nat" | "route";
  readonly hook: "prerouting" | "input" | "forward" | "output" | "postrouting";
  readonly priority: number;
  readonly policy: "accept" | "drop";
}
