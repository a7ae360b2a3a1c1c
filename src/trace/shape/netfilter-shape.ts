import type {
  ConnectionEntry,
  ConnectionState,
  IcmpExchange,
  NetfilterEvent,
  RemovalReason,
  RuleMiss,
  RuleVerdict,
  SetLookup,
  StatisticDraw,
  Tuple,
  WalkContext,
} from "../event/netfilter-event.js";
import type { ConnectionId } from "../id.js";
import { addressText, packetShape } from "./packet-shape.js";
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

type EventOf<Kind extends NetfilterEvent["kind"]> = NetfilterEvent & { readonly kind: Kind };

const connection = numbered<ConnectionId>();
const device = nullable(text);
const draws = list(
  object<StatisticDraw>({
    rule: count,
    probability: number,
    drawn: number,
    modulus: optional(count),
  }),
);
const misses = list(object<RuleMiss>({ rule: count, clause: text, found: text }));
const direction = nullable(oneOf<"original" | "reply">({ original: 1, reply: 1 }));
const verdict = oneOf<EventOf<"table-left">["verdict"]>({
  accept: 1,
  drop: 1,
  reject: 1,
  unknown: 1,
});

const state: Shape<ConnectionState> = oneOf<ConnectionState>({
  NEW: 1,
  ESTABLISHED: 1,
  RELATED: 1,
  INVALID: 1,
  UNTRACKED: 1,
});

const removal: Shape<RemovalReason> = oneOf<RemovalReason>({
  expired: 1,
  "not-confirmed": 1,
  reset: 1,
  reopened: 1,
  deleted: 1,
  flushed: 1,
  evicted: 1,
  clash: 1,
  "stale-endpoint": 1,
});

const ruleVerdict: Shape<RuleVerdict> = variant<RuleVerdict, "kind">("kind", {
  accept: object({}),
  drop: object({}),
  return: object({}),
  continue: object({}),
  jump: object({ chain: text }),
  goto: object({ chain: text }),
  reject: object({ with: text }),
  dnat: object({ to: text }),
  snat: object({ to: text }),
  queue: object({ bypass: flag }),
});

const context: Shape<WalkContext> = object<WalkContext>({
  headers: packetShape,
  input: device,
  output: device,
  mark: count,
  state: nullable(state),
  status: list(text),
  sourceType: text,
  destinationType: text,
});

const tuple: Shape<Tuple> = object<Tuple>({
  source: addressText,
  destination: addressText,
  sourcePort: count,
  destinationPort: count,
  icmp: nullable(object<IcmpExchange>({ type: count, code: count, identifier: count })),
});

const entry: Shape<ConnectionEntry> = object<ConnectionEntry>({
  protocol: text,
  original: tuple,
  reply: tuple,
  protocolState: nullable(text),
  seenReply: flag,
  assured: flag,
  confirmed: flag,
  status: list(oneOf<"SNAT" | "DNAT">({ SNAT: 1, DNAT: 1 })),
  mark: count,
  expiresAt: number,
});

/** The events of netfilter, by kind. */
export const NETFILTER_SHAPES: {
  readonly [Kind in NetfilterEvent["kind"]]: Shape<Omit<EventOf<Kind>, "kind">>;
} = {
  "hook-entered": object({ hook: text, input: device, output: device }),
  "hook-left": object({
    hook: text,
    verdict: oneOf<EventOf<"hook-left">["verdict"]>({
      accept: 1,
      drop: 1,
      reject: 1,
      unknown: 1,
      stolen: 1,
    }),
  }),
  "table-entered": object({ hook: text, table: text, chain: text, context }),
  "table-left": object<Omit<EventOf<"table-left">, "kind">>({
    hook: text,
    table: text,
    verdict,
    byPolicy: flag,
    visited: count,
    draws: optional(draws),
    misses,
  }),
  "table-skipped": object<Omit<EventOf<"table-skipped">, "kind">>({
    hook: text,
    table: text,
    chain: optional(text),
    reason: oneOf<EventOf<"table-skipped">["reason"]>({
      binding: 1,
      untracked: 1,
      invalid: 1,
      absent: 1,
    }),
  }),
  "rule-hit": object<Omit<EventOf<"rule-hit">, "kind">>({
    table: text,
    chain: text,
    rule: count,
    verdict: ruleVerdict,
    visited: count,
    draws,
    misses,
    lookups: optional(list(object<SetLookup>({ set: text, element: text }))),
  }),
  "set-updated": object({
    hook: text,
    table: text,
    set: text,
    element: text,
    expiresAt: nullable(count),
  }),
  "chain-left": object({
    table: text,
    chain: text,
    by: oneOf<"end" | "return">({ end: 1, return: 1 }),
    visited: count,
    draws,
    misses,
  }),
  "packet-marked": object({ mark: count }),
  "ttl-set": object({ ttl: count }),
  "segment-size-set": object({ maximumSegment: count }),
  "connection-looked-up": object({
    connection: nullable(connection),
    original: nullable(tuple),
    state,
    direction,
  }),
  "connection-created": object<Omit<EventOf<"connection-created">, "kind">>({
    connection,
    entry,
    beside: optional(connection),
  }),
  "connection-confirmed": object({ connection, entry }),
  "connection-updated": object({ connection, entry }),
  "connection-expired": object({ connection, reason: removal }),
  "packet-translated": object({
    translation: oneOf<EventOf<"packet-translated">["translation"]>({
      dnat: 1,
      snat: 1,
      "un-dnat": 1,
      "un-snat": 1,
      "dnat-again": 1,
      "snat-again": 1,
    }),
    hook: text,
    before: packetShape,
    headers: packetShape,
  }),
};
