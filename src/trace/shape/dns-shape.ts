import type { DnsEvent, PluginAction } from "../event/dns-event.js";
import type { QueryId, RequestId } from "../id.js";
import { addressShape, messageShape, questionShape } from "./packet-shape.js";
import {
  count,
  flag,
  list,
  nullable,
  number,
  numbered,
  object,
  oneOf,
  optional,
  text,
  variant,
  type Shape,
} from "./shape.js";

type EventOf<Kind extends DnsEvent["kind"]> = DnsEvent & { readonly kind: Kind };

const query = numbered<QueryId>();

const action: Shape<PluginAction> = variant<PluginAction, "kind">("kind", {
  "cache-hit": object({ name: text, remainingSeconds: nullable(number) }),
  "cache-miss": object({ name: text, remainingSeconds: nullable(number) }),
  "cache-stored": object<Omit<PluginAction & { readonly kind: "cache-stored" }, "kind">>({
    name: text,
    seconds: number,
    denial: flag,
    kept: optional(
      object({
        block: count,
        key: text,
        rcode: text,
        records: list(text),
        removed: list(object({ key: text, denial: flag })),
      }),
    ),
  }),
  "cache-declined": object({ name: text, reason: text }),
  "record-found": object({ object: text }),
  "record-missing": object({ object: text, reason: text }),
  forwarded: object({ upstream: addressShape }),
  "upstream-failed": object({ upstream: addressShape, reason: text }),
  "zone-delegated": object({ zone: text }),
  "zone-transferred": object({ zone: text, count }),
  "transfer-refused": object({ zone: text, reason: text }),
  "name-tried": object({ name: text }),
  "stale-served": object({ name: text, seconds: number }),
  "refresh-started": object({ name: text }),
  "upstream-skipped": object({ upstream: addressShape }),
  "upstream-checked": object({ upstream: addressShape, result: text }),
  "address-weighted": object({ address: addressShape }),
  "policy-applied": object({
    policy: oneOf({ allow: 1, block: 1, filter: 1, drop: 1 }),
    zone: text,
  }),
  "addresses-mapped": object({ count, prefix: text }),
  "answer-disturbed": object({ how: oneOf({ drop: 1, delay: 1, truncate: 1 }) }),
  "size-limited": object({ size: count }),
  "answers-shuffled": object({ count }),
  "error-logged": object({ text }),
  "line-logged": object({ text }),
  "query-rewritten": object({ rule: text, from: text, to: text }),
  "reply-rewritten": object({ rule: text, from: text, to: text }),
  "template-matched": object({ zone: text, pattern: text }),
  "template-missed": object({
    zone: text,
    why: oneOf({ "no-match": 1, "condition-false": 1, "condition-failed": 1 }),
  }),
});

/** The events of name resolution, by kind. */
export const DNS_SHAPES: {
  readonly [Kind in DnsEvent["kind"]]: Shape<Omit<EventOf<Kind>, "kind">>;
} = {
  "lookup-started": object({
    request: nullable(numbered<RequestId>()),
    name: text,
    candidates: list(text),
    dots: count,
    ndots: count,
  }),
  "candidate-tried": object({ candidate: text, index: count, types: list(text) }),
  "candidate-failed": object({ candidate: text, index: count, result: text }),
  "lookup-ended": object({
    name: text,
    answeredBy: nullable(text),
    addresses: list(addressShape),
    result: text,
  }),
  "query-sent": object<Omit<EventOf<"query-sent">, "kind">>({
    query,
    question: questionShape,
    server: addressShape,
    transport: optional(oneOf<"tcp">({ tcp: 1 })),
    message: optional(messageShape),
    bytes: optional(count),
  }),
  "answer-received": object<Omit<EventOf<"answer-received">, "kind">>({
    query,
    question: questionShape,
    message: messageShape,
    bytes: optional(count),
  }),
  "block-chosen": object<Omit<EventOf<"block-chosen">, "kind">>({
    query,
    question: questionShape,
    block: nullable(count),
    zone: nullable(text),
    view: optional(text),
    declined: optional(list(text)),
  }),
  "plugin-entered": object({ query, block: count, plugin: text, line: count }),
  "plugin-acted": object({ query, plugin: text, line: count, action }),
  "plugin-answered": object({
    query,
    plugin: text,
    line: count,
    rcode: text,
    message: nullable(messageShape),
  }),
};
