import type { CaptionCode } from "../message/caption/en.js";
import type { ViewWords } from "../message/view/en.js";
import type { PluginAction } from "../trace/event/dns-event.js";

/** The actions of plugins that give a reason. */
export type ReasonedAction = Extract<PluginAction, { readonly reason: string }>;

/** A reason that has words: a clause in the captions, a few words in the pictures. */
export type ReasonKey = CaptionCode & keyof ViewWords;

/** The reasons that plugins give, and under which key each has its words. */
export const PLUGIN_REASONS: Readonly<
  Record<ReasonedAction["kind"], Readonly<Record<string, ReasonKey>>>
> = {
  "record-missing": {
    "name-invalid": "missing-name-invalid",
    "namespace-missing": "missing-namespace-missing",
    "service-missing": "missing-service-missing",
    "service-empty": "missing-service-empty",
    "port-missing": "missing-port-missing",
    "endpoint-missing": "missing-endpoint-missing",
    "external-address": "missing-external-address",
    "pods-disabled": "missing-pods-disabled",
    "pod-missing": "missing-pod-missing",
    "address-invalid": "missing-address-invalid",
    "address-unknown": "missing-address-unknown",
    "name-unlisted": "missing-name-unlisted",
    "type-missing": "missing-type-missing",
    "not-external": "missing-not-external",
    "name-missing": "missing-name-missing",
    "name-between": "missing-name-between",
    "zone-missing": "missing-zone-missing",
    "target-failed": "missing-target-failed",
  },
  "transfer-refused": {
    "not-tcp": "refused-not-tcp",
    "not-listed": "refused-not-listed",
  },
  "cache-declined": {
    disabled: "declined-disabled",
    "zero-ttl": "declined-zero-ttl",
    mismatch: "declined-mismatch",
    truncated: "declined-truncated",
    error: "declined-error",
    transfer: "declined-transfer",
    "no-soa": "declined-no-soa",
    "alias-only": "declined-alias-only",
  },
  "upstream-failed": {
    "i/o timeout": "upstream-timeout",
    "read: connection refused": "upstream-refused",
    "connect: connection refused": "upstream-refused",
    "connect: no route to host": "upstream-unreachable",
    "read: connection reset by peer": "upstream-closed",
    EOF: "upstream-closed",
    "read: no route to host": "upstream-unreachable",
    "connect: network is unreachable": "upstream-unreachable",
    "not simulated: a connection to an upstream": "upstream-not-simulated",
  },
};

/** The key of the reason's words; null for a reason that only a later version knows. */
export function reasonKey({ kind, reason }: ReasonedAction): ReasonKey | null {
  const known = PLUGIN_REASONS[kind];
  return Object.hasOwn(known, reason) ? (known[reason] ?? null) : null;
}
