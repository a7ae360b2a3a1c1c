import type { EventKind, TraceEvent } from "./event/event.js";
import { reduce } from "./reduce.js";
import { initialState } from "./initial-state.js";
import type { Detail } from "./step.js";
import { podChanged, recordsChanged, rulesSynced } from "./cluster-story.js";
import { answerReceived, blockChosen, pluginActed } from "./dns-story.js";
import { bridgeDecided, carried, isKnownPort, neighbourChanged, wasAsked } from "./host-story.js";
import {
  linkCrossed,
  packetCreated,
  packetEnded,
  packetTranslated,
  socketChanged,
  type Saying,
  type Telling,
} from "./story.js";
import type { Trace } from "./trace.js";

/** The level from which on an event ends a step; null where it never does. */
type Level = Exclude<Detail, "story"> | null;

/** Where a kind of event ends a step: from a level on, and in the story when it has something to say. */
interface Boundary<Kind extends EventKind> {
  readonly detail:
    Level | ((event: TraceEvent & { readonly kind: Kind }, telling: Telling) => Level);
  readonly story?: Saying<Kind>;
}

/** Every kind of event, and the widest level at which it ends a step. */
const BOUNDARIES: { readonly [Kind in EventKind]: Boundary<Kind> } = {
  "chapter-started": { detail: null },
  "note-shown": { detail: "hooks", story: (event) => `note ${event.note}` },
  "choices-explored": { detail: "hooks", story: (event) => `explored ${event.request}` },
  "request-started": { detail: "hooks", story: () => "request" },
  "request-ended": { detail: "hooks", story: () => "request ended" },
  "socket-changed": { detail: "rules", story: socketChanged },
  "timer-fired": {
    detail: "hooks",
    story: ({ at, namespace, purpose }) => `${at} ${namespace ?? ""} ${purpose}`,
  },
  "expectation-checked": {
    detail: "rules",
    story: (event) => (event.holds ? null : `expected ${event.text}`),
  },
  "http-handled": { detail: "hooks" },
  "endpoint-chosen": {
    detail: "hooks",
    story: ({ at, client, endpoint }) => `${at} ${client} ${endpoint ?? ""}`,
  },

  "packet-created": { detail: "hooks", story: packetCreated },
  "route-chosen": { detail: "hooks" },
  "source-refused": { detail: "hooks" },
  "ttl-decremented": { detail: "rules" },
  "neighbour-found": { detail: "rules" },
  "bridge-decided": { detail: "hooks", story: bridgeDecided },
  "packet-copied": { detail: "rules" },
  "packet-encapsulated": { detail: "hooks", story: carried },
  "packet-decapsulated": { detail: "hooks", story: carried },
  "packet-fragmented": { detail: "hooks", story: (event) => `fragmented ${event.packet ?? ""}` },
  "packet-reassembled": { detail: "hooks", story: (event) => `reassembled ${event.packet ?? ""}` },
  "device-left": { detail: null },
  "link-crossed": { detail: "hooks", story: linkCrossed },
  "device-entered": { detail: null },
  "packet-ended": { detail: "hooks", story: packetEnded },

  "command-run": {
    detail: "hooks",
    story: ({ at, namespace, command }) => `${at} ${namespace ?? ""} ${command}`,
  },
  "neighbour-asked": {
    detail: "hooks",
    story: ({ namespace, address }) => `asked ${namespace ?? ""} ${address}`,
  },
  "neighbour-changed": {
    detail: (event, telling) => (wasAsked(event, telling) ? "hooks" : "rules"),
    story: neighbourChanged,
  },
  "neighbour-removed": { detail: "rules" },
  "forwarding-learned": {
    detail: (event, telling) => (isKnownPort(event, telling) ? "rules" : "hooks"),
  },
  "forwarding-removed": { detail: "rules" },
  // What a command led to is part of the command's own step.
  "tables-changed": { detail: null },
  "rules-changed": { detail: null },
  "nftables-changed": { detail: null },

  "hook-entered": { detail: null },
  "hook-left": { detail: null },
  "table-entered": { detail: null },
  "table-left": { detail: "hooks" },
  // A table that nobody ever wrote to is not even asked.
  "table-skipped": { detail: ({ reason }) => (reason === "absent" ? "rules" : "hooks") },
  "rule-hit": { detail: "rules" },
  "set-updated": { detail: "rules" },
  // A RETURN was told by its rule.
  "chain-left": { detail: ({ by }) => (by === "end" ? "rules" : null) },
  "packet-marked": { detail: "rules" },
  "ttl-set": { detail: "rules" },
  "segment-size-set": { detail: "rules" },
  // An entry that was made a moment ago has been told.
  "connection-looked-up": {
    detail: (event, telling) => (isNew(event, telling) ? "rules" : "hooks"),
  },
  "connection-created": {
    detail: "hooks",
    story: ({ connection, beside }) =>
      beside === undefined ? null : `entry ${connection} beside ${beside}`,
  },
  "connection-confirmed": { detail: "hooks" },
  "connection-updated": { detail: "rules" },
  "connection-expired": {
    detail: "rules",
    story: ({ reason, connection }) =>
      reason === "stale-endpoint" ? `stale connection ${connection}` : null,
  },
  "packet-translated": { detail: "hooks", story: packetTranslated },

  "objects-changed": { detail: "hooks", story: ({ at, command }) => `${at} ${command}` },
  // What was asked for is written in the same step.
  "objects-written": { detail: null },
  "pod-changed": { detail: "hooks", story: podChanged },
  "namespace-added": { detail: "hooks", story: ({ namespace }) => `added ${namespace ?? ""}` },
  "namespace-removed": { detail: "hooks", story: ({ namespace }) => `removed ${namespace ?? ""}` },
  "service-changed": {
    detail: "hooks",
    story: ({ at, service, change }) => `${at} ${service.name} ${change}`,
  },
  "endpoints-changed": {
    detail: "hooks",
    story: ({ at, service, changes }) => (changes.length === 0 ? null : `${at} ${service.name}`),
  },
  "proxy-changed": {
    detail: "hooks",
    story: ({ at, namespace, syncs }) => `${at} ${namespace ?? ""} syncs ${String(syncs)}`,
  },
  "rules-synced": { detail: "hooks", story: rulesSynced },
  "kubelet-warned": {
    detail: "hooks",
    story: ({ object, message }) => `${object} ${message}`,
  },
  "records-changed": { detail: "hooks", story: recordsChanged },
  "virtual-server-found": { detail: "hooks" },
  "real-server-scheduled": {
    detail: "hooks",
    story: ({ packet, server, realServer }) =>
      `${packet ?? ""} ${server} ${realServer ?? "nobody"}`,
  },
  "ipvs-connection-created": { detail: "hooks" },
  "ipvs-connection-updated": { detail: "rules" },
  "ipvs-connection-expired": { detail: "rules" },
  "ipvs-connection-found": { detail: "hooks" },

  "lookup-started": { detail: "hooks", story: (event) => `look-up ${event.name}` },
  "candidate-tried": { detail: "hooks" },
  "candidate-failed": {
    detail: "hooks",
    story: (event) => `failed ${event.index} ${event.candidate} ${event.result}`,
  },
  "lookup-ended": { detail: "hooks", story: (event) => `looked up ${event.name}` },
  "query-sent": { detail: "hooks" },
  "answer-received": { detail: "hooks", story: answerReceived },
  "block-chosen": { detail: "hooks", story: blockChosen },
  "plugin-entered": { detail: "hooks" },
  "plugin-acted": { detail: "hooks", story: pluginActed },
  "plugin-answered": {
    detail: "hooks",
    story: (event) => `answered ${event.plugin} ${event.rcode}`,
  },
};

/** For every event of a trace, the widest level at which it ends a step; null where it ends none. */
export function boundariesOf({ header, events }: Trace): readonly (Detail | null)[] {
  let before = initialState(header);
  let said = new Set<string>();
  return events.map((event) => {
    const after = reduce(before, event);
    const boundary = boundaryOf(event);
    const telling = { header, before, after };
    before = after;
    if (boundary === undefined) return null;
    const saying = boundary.story?.(event, telling) ?? null;
    if (event.kind === "request-started") said = new Set();
    if (saying !== null && !said.has(saying)) {
      said.add(saying);
      return "story";
    }
    const { detail } = boundary;
    return typeof detail === "function" ? detail(event, telling) : detail;
  });
}

function isNew(
  { packet, connection }: TraceEvent & { readonly kind: "connection-looked-up" },
  { before }: Telling,
): boolean {
  const known = packet === null ? null : (before.packets[packet]?.pass?.connection ?? null);
  return connection !== null && known?.id === connection && known.state === "NEW";
}

// The row's own kind is the event's kind, which the compiler cannot follow through the look-up; a kind of a later
// version has no row.
function boundaryOf(event: TraceEvent): Boundary<EventKind> | undefined {
  return Object.hasOwn(BOUNDARIES, event.kind)
    ? (BOUNDARIES[event.kind] as Boundary<EventKind>)
    : undefined;
}
