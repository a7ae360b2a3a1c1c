/** Why a plugin of CoreDNS had no answer, or did not store one. */
export const en = {
  "missing-name-invalid": "no record has a name of this form",
  "missing-namespace-missing": "it serves no such namespace",
  "missing-service-missing": "there is no such Service",
  "missing-service-empty": "the Service has no endpoints",
  "missing-port-missing": "the Service has no such port",
  "missing-endpoint-missing": "the Service has no endpoint for it",
  "missing-external-address": "the Service's external name is an address",
  "missing-pods-disabled": "names of pods are switched off",
  "missing-pod-missing": "no pod of the namespace has this address",
  "missing-address-invalid": "the name holds no valid address",
  "missing-address-unknown": "no Service or endpoint has this address",
  "missing-type-missing": "the name has no record of this type",
  "declined-disabled": "the Corefile switches storing off for this zone",
  "declined-zero-ttl": "it may be kept for 0 s only",
  "declined-mismatch": "it answers another question",
  "declined-truncated": "it was cut short",
  "declined-error": "errors of this kind are not stored",
  "declined-transfer": "zone transfers are not stored",
  "declined-no-soa": "a denial needs an SOA record to be stored",
  "declined-alias-only": "its records do not lead to an answer",
  "upstream-timeout": "it did not answer in time",
  "upstream-refused": "nothing listens on its port",
  "upstream-unreachable": "it cannot be reached",
  "upstream-not-simulated": "connections to upstream servers are not simulated",
} as const;

/** The reasons in a language. */
export type PluginReasonTexts = Readonly<Record<keyof typeof en, string>>;
