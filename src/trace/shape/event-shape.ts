import type { EventBody, EventKind, EventStamp, TraceEvent } from "../event/event.js";
import type { PacketId } from "../id.js";
import { CLUSTER_SHAPES } from "./cluster-shape.js";
import { DNS_SHAPES } from "./dns-shape.js";
import { HOST_SHAPES } from "./host-shape.js";
import { IPVS_SHAPES } from "./ipvs-shape.js";
import { namespaceShape } from "./rule-set-shape.js";
import { NETFILTER_SHAPES } from "./netfilter-shape.js";
import { NETWORK_SHAPES } from "./network-shape.js";
import { PLAY_SHAPES } from "./play-shape.js";
import { isRecord, nullable, number, numbered, object, text, type Shape } from "./shape.js";

/** What each kind of event says, beside when and where. */
const BODIES: {
  readonly [Kind in EventKind]: Shape<Omit<EventBody & { readonly kind: Kind }, "kind">>;
} = {
  ...PLAY_SHAPES,
  ...NETWORK_SHAPES,
  ...HOST_SHAPES,
  ...NETFILTER_SHAPES,
  ...IPVS_SHAPES,
  ...DNS_SHAPES,
  ...CLUSTER_SHAPES,
};

/** All kinds of events that this version knows. */
export const EVENT_KINDS: readonly string[] = Object.keys(BODIES);

const stamp: Shape<EventStamp & { readonly kind: string }> = object<
  EventStamp & { readonly kind: string }
>({
  at: number,
  namespace: nullable(namespaceShape),
  packet: nullable(numbered<PacketId>()),
  kind: text,
});

/** An event; of a kind that a later version may have added, only when and where are looked at. */
export const eventShape: Shape<TraceEvent> = {
  faultOf: (value, path) => {
    const fault = stamp.faultOf(value, path);
    if (fault !== null || !isRecord(value)) return fault;
    const kind = String(value["kind"]);
    const bodies: Readonly<Record<string, { readonly faultOf: Shape<never>["faultOf"] }>> = BODIES;
    return Object.hasOwn(bodies, kind) ? (bodies[kind]?.faultOf(value, path) ?? null) : null;
  },
};
