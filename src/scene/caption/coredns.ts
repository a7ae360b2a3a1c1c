import { withoutRoot } from "../naming.js";
import { tellAction } from "./action.js";
import type { ActionTellers, RareActionKind } from "./action.js";
import { say } from "./context.js";
import type { Tellers } from "./context.js";
import { DNS, withReason } from "./dns.js";

/** What is said of actions that few Corefiles lead to. */
const RARE_ACTIONS: ActionTellers<RareActionKind> = {
  "zone-delegated": (plugin, { zone }) =>
    say("plugin-zone-delegated", { plugin, zone: withoutRoot(zone) }),
  "zone-transferred": (plugin, { zone, count }) =>
    say("plugin-zone-transferred", { plugin, count, zone: withoutRoot(zone) }),
  "transfer-refused": (plugin, action) => {
    const parameters = { plugin, zone: withoutRoot(action.zone) };
    return withReason("plugin-transfer-refused", parameters, action);
  },
  "name-tried": (plugin, { name }) => say("plugin-name-tried", { plugin, name: withoutRoot(name) }),
  "stale-served": (plugin, { name, seconds }) =>
    say("plugin-stale-served", { plugin, seconds, name: withoutRoot(name) }),
  "refresh-started": (plugin, { name }) =>
    say("plugin-refresh-started", { plugin, name: withoutRoot(name) }),
  "upstream-skipped": (plugin, { upstream }) =>
    say("plugin-upstream-skipped", { plugin, upstream }),
  "upstream-checked": (plugin, { upstream, result }) =>
    say("plugin-upstream-checked", { plugin, upstream, result }),
  "address-weighted": (plugin, { address }) => say("plugin-address-weighted", { plugin, address }),
  "policy-applied": (plugin, { policy, zone }) =>
    say(`plugin-policy-${policy}`, { plugin, zone: withoutRoot(zone) }),
  "addresses-mapped": (plugin, { count, prefix }) =>
    say("plugin-addresses-mapped", { plugin, count, prefix }),
  "answer-disturbed": (plugin, { how }) => say(`plugin-answer-${how}`, { plugin }),
  "size-limited": (plugin, { size }) => say("plugin-size-limited", { plugin, size }),
  "query-rewritten": (plugin, { rule, from, to }) =>
    say("plugin-query-rewritten", {
      plugin,
      rule,
      from: withoutRoot(from),
      to: withoutRoot(to),
    }),
  "reply-rewritten": (plugin, { rule, from, to }) =>
    say("plugin-reply-rewritten", { plugin, rule, from, to }),
  "template-matched": (plugin, { zone, pattern }) =>
    say("plugin-template-matched", { plugin, zone: withoutRoot(zone), pattern }),
  "template-missed": (plugin, { zone, why }) =>
    say(`plugin-template-${why}`, { plugin, zone: withoutRoot(zone) }),
};

/** What is said of CoreDNS's plugins and views, the usual included. */
export const COREDNS: Tellers<"plugin-acted" | "block-chosen"> = {
  "plugin-acted": (event, telling) =>
    tellAction(RARE_ACTIONS, event.plugin, event.action) ?? DNS["plugin-acted"](event, telling),
  "block-chosen": (event, telling) => {
    const { view, declined } = event;
    const chosen = DNS["block-chosen"](event, telling);
    if (view !== undefined) return { ...chosen, because: say("view-takes", { view }) };
    if (declined === undefined) return chosen;
    return { ...chosen, because: say("views-decline", { views: declined.join(", ") }) };
  },
};
