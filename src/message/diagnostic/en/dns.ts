/** Mistakes in a Corefile; what CoreDNS itself would say is quoted as it says it. */
export const dnsDiagnosticsEn: Readonly<Record<string, string>> = {
  "corefile-syntax": "CoreDNS would not read this: {text}",
  "corefile-setup": "CoreDNS would not start with this: {text}",
  "corefile-unknown-plugin": "CoreDNS has no plugin named `{name}`.",
  "node-local-plugin":
    "node-cache is built without the plugin `{name}`, and does not start: no action found for directive '{name}' with server type 'dns' (missing a plugin?).",
  "corefile-removed-plugin":
    "CoreDNS has had no plugin `{name}` since {since}. The migration tool writes `{instead}` in its place; `hopwise migrate` shows the whole file.",
  "corefile-moved-plugin":
    "CoreDNS has had no plugin `{name}` since {since}: it is a project of its own, and must be built in.",
  "corefile-removed-option":
    "CoreDNS would not start with this: {text}. The option `{name}` of `{plugin}` was removed in {since}; the migration tool leaves it out.",
  "corefile-unsupported":
    "`{feature}` is not supported yet: what CoreDNS would do with it is not shown.",
  "corefile-overlooked":
    "CoreDNS passes over this line without a word: `{found}` is no address that names follow.",
  "corefile-loop":
    'A query that CoreDNS forwards to {upstream} comes back to it, so `loop` ends CoreDNS right after its start: Loop (… -> :{port}) detected for zone "{zone}".',
  "corefile-zone-form":
    "The zone `{zone}` has not the form that RFC 1035 prefers; CoreDNS serves it, and warns when it starts.",
  "corefile-variable": "`{name}` names an environment variable; here none is set, so it is empty.",
};
