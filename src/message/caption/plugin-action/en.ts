/** What plugins of CoreDNS do with zones, search lists, stored answers and upstreams, with names and replies; what views say. */
export const en = {
  "plugin-zone-delegated": "{plugin} refers to the name servers of {zone}.",
  "plugin-zone-transferred": "{plugin} gives all {count} records of {zone}.",
  "plugin-transfer-refused": "{plugin} does not give the zone {zone}: {reason}.",
  "plugin-name-tried": "{plugin} tries {name}, as the client itself would.",
  "plugin-stale-served": "{plugin} answers for {name} from what ended {seconds} s ago.",
  "plugin-refresh-started": "{plugin} asks for {name} again beside this query.",
  "plugin-upstream-skipped": "{plugin} passes over {upstream}, which counts as down.",
  "plugin-upstream-checked": "{plugin} checks {upstream}: {result}.",
  "plugin-address-weighted": "{plugin} puts {address} first, by the weights.",
  "plugin-policy-allow":
    "{plugin} lets the query pass: the first rule for {zone} that fits says so.",
  "plugin-policy-block": "{plugin} refuses the query: the first rule for {zone} that fits says so.",
  "plugin-policy-filter":
    "{plugin} answers that there are no records: the first rule for {zone} that fits says so.",
  "plugin-policy-drop": "{plugin} does not answer: the first rule for {zone} that fits says so.",
  "plugin-addresses-mapped": "{plugin} puts {count} IPv4 addresses into {prefix}.",
  "plugin-answer-drop": "{plugin} does not answer this query, as it is set.",
  "plugin-answer-delay": "{plugin} waits before it answers, as it is set.",
  "plugin-answer-truncate": "{plugin} marks the answer as cut, as it is set.",
  "plugin-size-limited": "{plugin} takes the client as accepting at most {size} bytes.",
  "plugin-query-rewritten": "{plugin} changes {from} to {to}. Its rule: {rule}",
  "plugin-reply-rewritten": "On the way back {plugin} changes “{from}” to “{to}”. Its rule: {rule}",
  "plugin-template-matched":
    "The name matches {pattern}, so {plugin} answers from its template for {zone}.",
  "plugin-template-no-match": "No expression of {plugin} for {zone} matches the name.",
  "plugin-template-condition-false": "A condition of {plugin} for {zone} does not hold.",
  "plugin-template-condition-failed": "An expression of {plugin} for {zone} cannot be computed.",
  "view-takes": "Its view {view} takes the query.",
  "views-decline": "The expressions of these views do not hold for it: {views}.",
} as const;

/** These captions in a language. */
export type PluginActionTexts = Readonly<Record<keyof typeof en, string>>;
