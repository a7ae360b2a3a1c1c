import type { PluginAction } from "../../trace/event/dns-event.js";
import type { Caption } from "./context.js";

/** The actions of a kind. */
type ActionOf<Kind, Action = PluginAction> = Action extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Action
    : never
  : never;

/** Says what a plugin of CoreDNS did. */
export type ActionTeller<Kind extends PluginAction["kind"]> = (
  plugin: string,
  action: ActionOf<Kind>,
) => Caption;

/** A row for every kind of a group of actions. */
export type ActionTellers<Kind extends PluginAction["kind"]> = {
  readonly [K in Kind]: ActionTeller<K>;
};

/** What a plugin did, said by the row for it; null where there is none. */
export function tellAction(
  tellers: Partial<ActionTellers<PluginAction["kind"]>>,
  plugin: string,
  action: PluginAction,
): Caption | null {
  // The table pairs each kind with the teller of just that kind.
  const tell = tellers[action.kind] as ActionTeller<PluginAction["kind"]> | undefined;
  return tell?.(plugin, action) ?? null;
}

/** The kinds of actions that few Corefiles lead to; they are not told in the player's own piece. */
export type RareActionKind = PluginAction["kind"] &
  (
    | "zone-delegated"
    | "zone-transferred"
    | "transfer-refused"
    | "name-tried"
    | "stale-served"
    | "refresh-started"
    | "upstream-skipped"
    | "upstream-checked"
    | "address-weighted"
    | "policy-applied"
    | "addresses-mapped"
    | "answer-disturbed"
    | "size-limited"
    | "query-rewritten"
    | "reply-rewritten"
    | "template-matched"
    | "template-missed"
  );
