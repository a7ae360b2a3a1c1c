import type { PlayEvent } from "../event/play-event.js";
import type { TraceHeader } from "../header.js";

/** A fact of the play in one line. */
export function playText(event: PlayEvent, header: TraceHeader): string {
  switch (event.kind) {
    case "chapter-started":
      return `== ${header.chapters[event.chapter]?.en ?? ""}`;
    case "note-shown":
      return `note: ${header.notes[event.note]?.en ?? ""}`;
    case "request-started":
      return `$ ${event.command}`;
    case "request-ended": {
      const status = event.status === null ? "" : ` ${event.status}`;
      const output = event.output === "" ? "" : `: ${JSON.stringify(event.output)}`;
      return `request ${event.outcome}${status}${output}`;
    }
    case "socket-changed":
      return `${event.protocol} socket ${event.local} - ${event.remote} ${event.state}`;
    case "timer-fired":
      return `${event.purpose} after ${event.afterMicroseconds / 1000} ms`;
    case "expectation-checked":
      return event.holds
        ? `expected ${event.text}: so it is`
        : `expected ${event.text}, but found ${event.found}`;
    case "http-handled":
      return `${event.method} ${event.path} from ${event.client} -> ${event.status}`;
  }
}
