import { dnsMessageIn } from "../packet/dns-in-payload.js";
import type { TraceEvent } from "./event/event.js";
import type { Outcome } from "./outcome.js";
import type { NamespaceId, PacketId, RequestId } from "./id.js";
import type { Trace } from "./trace.js";

/** What one request asked of the hosts that it passed, and what it came to. */
export interface RequestCost {
  readonly request: RequestId;
  readonly namespace: NamespaceId | null;
  readonly command: string;
  /** The packets that it brought about, look-ups and answers included. */
  readonly packets: number;
  /** What all of them met. */
  readonly all: WalkCost;
  /** What the first packet of the request itself met, behind all look-ups. */
  readonly first: WalkCost;
  /** Where that packet's destination was translated to; null where it was not. */
  readonly endpoint: string | null;
  readonly outcome: Outcome | null;
  readonly status: number | null;
  /** The source that the packet had where it arrived; null where it did not. */
  readonly source: string | null;
}

/** What packets met in netfilter. */
export interface WalkCost {
  readonly hooks: number;
  /** Chains entered, those of hooks included. */
  readonly chains: number;
  /** Rules tried, as a kernel tries them. */
  readonly rules: number;
  /** Elements that were found in sets and maps. */
  readonly lookups: number;
}

/** What every request of a trace cost, in order. */
export function requestCosts({ events }: Trace): readonly RequestCost[] {
  const starts = events.flatMap((event, index) =>
    event.kind === "request-started" ? [index] : [],
  );
  return starts.map((from, index) => costOf(events.slice(from, starts[index + 1])));
}

function costOf(events: readonly TraceEvent[]): RequestCost {
  const [started] = events;
  const ended = events.find((event) => event.kind === "request-ended");
  const first = firstPacket(events);
  const own = events.filter(({ packet }) => packet === first);
  const translated = own.findLast((event) => isTranslation(event, "dnat"));
  return {
    request: started?.kind === "request-started" ? started.request : (0 as RequestId),
    namespace: started?.namespace ?? null,
    command: started?.kind === "request-started" ? started.command : "",
    packets: events.filter(({ kind }) => kind === "packet-created").length,
    all: walkCost(events),
    first: walkCost(first === null ? [] : own),
    endpoint: translated?.kind === "packet-translated" ? placeOf(translated.headers) : null,
    outcome: ended?.kind === "request-ended" ? ended.outcome : null,
    status: ended?.kind === "request-ended" ? ended.status : null,
    source: arrivalSource(own),
  };
}

function walkCost(events: readonly TraceEvent[]): WalkCost {
  const cost = { hooks: 0, chains: 0, rules: 0, lookups: 0 };
  for (const event of events) {
    if (event.kind === "hook-entered") cost.hooks++;
    if (event.kind === "table-entered") cost.chains++;
    if (event.kind === "table-left") cost.rules += event.visited;
    if (event.kind !== "rule-hit") continue;
    cost.lookups += event.lookups?.length ?? 0;
    if (event.verdict.kind === "jump" || event.verdict.kind === "goto") cost.chains++;
  }
  return cost;
}

// Behind the look-ups: the first packet that carries no DNS message, or else the first of all.
function firstPacket(events: readonly TraceEvent[]): PacketId | null {
  const made = events.filter((event) => event.kind === "packet-created");
  const own = made.find(({ headers }) => !isQuery(headers));
  return (own ?? made[0])?.packet ?? null;
}

type Headers = (TraceEvent & { readonly kind: "packet-created" })["headers"];

function isQuery({ transport }: Headers): boolean {
  return "payload" in transport && dnsMessageIn(transport.payload) !== null;
}

function isTranslation(event: TraceEvent, translation: "dnat" | "snat"): boolean {
  return event.kind === "packet-translated" && event.translation === translation;
}

function placeOf({ destination, transport }: Headers): string {
  return "destinationPort" in transport
    ? `${destination}:${transport.destinationPort}`
    : destination;
}

function arrivalSource(own: readonly TraceEvent[]): string | null {
  const ended = own.find((event) => event.kind === "packet-ended");
  if (ended?.kind !== "packet-ended" || ended.disposition !== "delivered") return null;
  const last = own.findLast(
    ({ kind }) => kind === "packet-created" || kind === "packet-translated",
  );
  return last?.kind === "packet-created" || last?.kind === "packet-translated"
    ? last.headers.source
    : null;
}
