import type { TraceEvent } from "../event/event.js";
import type { TraceHeader } from "../header.js";
import type { TraceState } from "../state.js";
import { dnsText } from "./dns-text.js";
import { netfilterText } from "./netfilter-text.js";
import { networkText } from "./network-text.js";
import { playText } from "./play-text.js";

/** What an event says, in the words of the tools that would show it; `after` is the state that it led to. */
export function eventText(event: TraceEvent, header: TraceHeader, after: TraceState): string {
  switch (event.kind) {
    case "chapter-started":
    case "note-shown":
    case "request-started":
    case "request-ended":
    case "socket-changed":
    case "timer-fired":
    case "expectation-checked":
    case "http-handled":
      return playText(event, header);
    case "packet-created":
    case "route-chosen":
    case "ttl-decremented":
    case "neighbour-found":
    case "device-left":
    case "link-crossed":
    case "device-entered":
    case "packet-ended":
      return networkText(event, header);
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
    case "packet-translated": {
      const packet = event.packet === null ? undefined : after.packets[event.packet];
      return netfilterText(event, packet?.pass?.walk ?? null);
    }
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
      return dnsText(event);
    // A kind of a later version: its name is all there is to say.
    default:
      return nameOf(event);
  }
}

// Typed so that the compiler still refuses a kind of this version that no case takes.
function nameOf(event: never): string {
  return String((event as { readonly kind: unknown }).kind);
}
