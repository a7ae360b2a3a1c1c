import type { TraceEvent } from "./event/event.js";
import { reduceDns } from "./reduce-dns.js";
import { reduceNetfilter } from "./reduce-netfilter.js";
import { reduceNetwork } from "./reduce-network.js";
import { reducePlay } from "./reduce-play.js";
import type { PacketId } from "./id.js";
import type { PacketState, TraceState } from "./state.js";

/** What is true after one more event. Parts that the event does not touch are shared with the state before. */
export function reduce(state: TraceState, event: TraceEvent): TraceState {
  return reduceBody(advance(state, event), event);
}

function reduceBody(state: TraceState, event: TraceEvent): TraceState {
  switch (event.kind) {
    case "chapter-started":
    case "note-shown":
    case "request-started":
    case "request-ended":
    case "socket-changed":
    case "timer-fired":
    case "expectation-checked":
    case "http-handled":
      return reducePlay(state, event);
    case "packet-created":
    case "route-chosen":
    case "ttl-decremented":
    case "neighbour-found":
    case "device-left":
    case "link-crossed":
    case "device-entered":
    case "packet-ended":
      return reduceNetwork(state, event);
    case "hook-entered":
    case "hook-left":
    case "table-entered":
    case "table-left":
    case "table-skipped":
    case "rule-hit":
    case "chain-left":
    case "packet-marked":
    case "connection-looked-up":
    case "connection-created":
    case "connection-confirmed":
    case "connection-updated":
    case "connection-expired":
    case "packet-translated":
      return reduceNetfilter(state, event);
    case "lookup-started":
    case "candidate-tried":
    case "candidate-failed":
    case "lookup-ended":
    case "query-sent":
    case "answer-received":
    case "block-chosen":
    case "plugin-entered":
    case "plugin-acted":
    case "plugin-answered":
      return reduceDns(state, event);
    // A file of a later version may hold kinds that this one does not know: they are kept and change nothing.
    default:
      return ignore(event, state);
  }
}

// Typed so that the compiler still refuses a kind of this version that no case takes.
function ignore(_event: never, state: TraceState): TraceState {
  return state;
}

function advance(state: TraceState, event: TraceEvent): TraceState {
  const focus = isKnown(state, event) ? event.packet : state.focus;
  return {
    ...state,
    index: state.index + 1,
    at: event.at,
    focus,
    packets: focus === state.focus ? state.packets : withoutEnded(state.packets, focus),
  };
}

// A fact that names a packet long gone (a timer, a socket) does not call it back.
function isKnown(state: TraceState, { kind, packet }: TraceEvent): boolean {
  return packet !== null && (kind === "packet-created" || state.packets[packet] !== undefined);
}

// Only one ended packet is kept: the one that the picture still shows.
function withoutEnded(
  packets: TraceState["packets"],
  focus: PacketId | null,
): TraceState["packets"] {
  const all: readonly PacketState[] = Object.values(packets);
  const kept = all.filter((packet) => packet.ended === null || packet.id === focus);
  return kept.length === all.length
    ? packets
    : Object.fromEntries(kept.map((packet) => [packet.id, packet]));
}
