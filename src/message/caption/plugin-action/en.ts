/** What plugins of CoreDNS do with zones, search lists, stored answers and upstreams. */
export const en = {
  "plugin-zone-delegated": "{plugin} refers to the name servers of {zone}.",
  "plugin-zone-transferred": "{plugin} gives all {count} records of {zone}.",
  "plugin-transfer-refused": "{plugin} does not give the zone {zone}: {reason}.",
  "plugin-name-tried": "{plugin} tries {name} of the client's search list.",
  "plugin-stale-served": "{plugin} answers for {name} from what ended {seconds} s ago.",
  "plugin-refresh-started": "{plugin} asks for {name} again beside this query.",
  "plugin-upstream-skipped": "{plugin} passes over {upstream}, which counts as down.",
  "plugin-upstream-checked": "{plugin} checks {upstream}: {result}.",
  "plugin-address-weighted": "{plugin} puts {address} first, by the weights.",
} as const;

/** These captions in a language. */
export type PluginActionTexts = Readonly<Record<keyof typeof en, string>>;
