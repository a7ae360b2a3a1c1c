import type { TraceEvent } from "./event/event.js";
import type { PlayEvent } from "./event/play-event.js";
import type { NamespaceId } from "./id.js";
import type { SocketState, TraceState } from "./state.js";

/** The state after a fact of the play: chapters, notes, requests, sockets, expectations. */
export function reducePlay(state: TraceState, event: TraceEvent & PlayEvent): TraceState {
  switch (event.kind) {
    case "chapter-started":
      return { ...state, chapter: event.chapter, note: null };
    case "note-shown":
      return { ...state, note: event.note };
    case "choices-explored": {
      const { request, command, trees } = event;
      return { ...state, exploration: { request, command, trees } };
    }
    case "request-started":
      if (event.namespace === null) return state;
      return {
        ...state,
        request: {
          id: event.request,
          namespace: event.namespace,
          command: event.command,
          outcome: null,
          output: "",
        },
        lookup: null,
        expectation: null,
      };
    case "request-ended":
      if (state.request?.id !== event.request) return state;
      return {
        ...state,
        request: { ...state.request, outcome: event.outcome, output: event.output },
      };
    case "socket-changed":
      return event.namespace === null
        ? state
        : { ...state, sockets: changed(state.sockets, event.namespace, event) };
    case "expectation-checked":
      return {
        ...state,
        expectation: { text: event.text, holds: event.holds, found: event.found },
      };
    case "timer-fired":
    case "http-handled":
    case "endpoint-chosen":
      return state;
  }
}

function changed(
  sockets: readonly SocketState[],
  namespace: NamespaceId,
  event: PlayEvent & { readonly kind: "socket-changed" },
): readonly SocketState[] {
  const { protocol, local, remote, state } = event;
  const next: SocketState = { namespace, protocol, local, remote, state };
  const place = sockets.findIndex((socket) => isSame(socket, next));
  if (state === "CLOSED" || state === "CLOSE") return sockets.filter((_, index) => index !== place);
  return place === -1 ? [...sockets, next] : sockets.with(place, next);
}

function isSame(a: SocketState, b: SocketState): boolean {
  return (
    a.namespace === b.namespace &&
    a.protocol === b.protocol &&
    a.local === b.local &&
    a.remote === b.remote
  );
}
