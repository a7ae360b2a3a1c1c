import type { RuleOwner, TableName } from "../rule-set.js";

/** A change to the rules of a host, as the programs make them: with `iptables -N`, `-I`, `-A`, or `iptables-restore --noflush`. */
export type IptablesEdit =
  | {
      readonly kind: "new-chain";
      readonly owner: RuleOwner;
      readonly table: TableName;
      readonly chain: string;
      readonly lasts?: true;
    }
  | {
      // The programs ask with `-C` first: a rule that already stands in the chain (same matches, same target) stays where it is, and no second one is made.
      readonly kind: "prepend" | "append";
      readonly owner: RuleOwner;
      readonly table: TableName;
      readonly chain: string;
      /** The rule as the program writes it, without `-A CHAIN`. */
      readonly rule: string;
      /** Made for one pod, and left when that pod is gone. */
      readonly lasts?: true;
    }
  | { readonly kind: "restore"; readonly owner: RuleOwner; readonly text: string };
