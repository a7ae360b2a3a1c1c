import type { Family } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";
import type { SourceSpan } from "../../base/source-span.js";

/** What the words of `ip rule add` say. */
export interface RoutingRuleDeclaration {
  readonly family: Family;
  /** Lower is asked first; null for one before all that were added without. */
  readonly priority: number | null;
  readonly negated: boolean;
  readonly from: Prefix | null;
  readonly to: Prefix | null;
  readonly mark: { readonly value: number; readonly mask: number } | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly action: RoutingAction;
  readonly span: SourceSpan;
}

/** What follows where a rule fits: a table is asked, or the packet ends. */
export type RoutingAction =
  | { readonly kind: "table"; readonly table: string }
  | { readonly kind: "blackhole" | "unreachable" | "prohibit" };
