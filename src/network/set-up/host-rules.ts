import type { RuleSet } from "../../netfilter/rule-set.js";
import type { NamespaceId } from "../../trace/id.js";

/** What netfilter has in a namespace at the start. */
export interface HostRules {
  readonly namespace: NamespaceId;
  readonly ruleSets: readonly RuleSet[];
  /** What `nft -f` takes; empty for nothing. */
  readonly nftables: string;
  /** Texts as `ipset save` prints them. */
  readonly ipsets: readonly string[];
  /** What `ipvsadm -R` takes; empty for none. */
  readonly ipvs: string;
}
