import type { Family } from "../../../base/address.js";
import type { NamespaceId } from "../../../trace/id.js";
import { focusOf } from "../focus.js";
import type { ViewInput } from "../input.js";
import { chainRows, selectedRows } from "./chain-rows.js";
import type { RuleRow } from "./chain-rows.js";
import { layoutRules, subjectOf } from "./rules-layout.js";

/** A rule on the screen that was tried and did not match: what `explainMiss` needs to say why. */
export interface VisibleRule {
  /** The key under which the reason belongs into `Misses`. */
  readonly key: string;
  readonly namespace: NamespaceId;
  readonly family: Family;
  readonly table: string;
  readonly chain: string;
  /** From 1. */
  readonly rule: number;
  /** As `iptables-save` writes it, without `-A CHAIN`. */
  readonly text: string;
  readonly status: RuleRow["status"];
  /** What the walk knew of the packet when this rule was tried. */
  readonly context: NonNullable<RuleRow["context"]>;
  /** The number that `statistic` drew for it; null where it drew none. */
  readonly draw: number | null;
  /** Why it was missed, as far as the trace says so. */
  readonly miss: RuleRow["miss"];
}

/** The rows of the rules view that are on the screen. */
export function visibleRules(input: ViewInput): readonly VisibleRule[] {
  const packet = focusOf(input);
  if (packet === null) return [];
  const shown =
    selectedRows(input, packet.place.namespace) ??
    (subjectOf(packet) === "chain" ? chainRows(input, packet) : null);
  if (shown === null) return [];
  // Reasons make rows higher, so more may be asked for than is drawn in the end, never less.
  const { window } = layoutRules({ ...input, misses: null }, shown);
  return shown.rows.slice(window.from, window.to).flatMap((row) => {
    const { context } = row;
    return context === null ? [] : [visibleRule(row, context, packet.place.namespace)];
  });
}

function visibleRule(
  row: RuleRow,
  context: VisibleRule["context"],
  namespace: NamespaceId,
): VisibleRule {
  return {
    key: row.key,
    namespace,
    family: context.headers.family,
    table: row.table,
    chain: row.chain,
    rule: row.rule,
    text: row.text,
    status: row.status,
    context,
    draw: row.draw?.drawn ?? null,
    miss: row.miss,
  };
}
