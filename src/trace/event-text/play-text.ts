import type { PlayEvent } from "../event/play-event.js";
import type { TraceHeader } from "../header.js";

/** A fact of the play in one line; what a program printed in several lines follows as it printed them. */
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
      return `request ${event.outcome}${status}${outputText(event.output)}`;
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

const TAB = 8;

function outputText(output: string): string {
  if (output === "") return "";
  const lines = output.replace(/\n$/, "").split("\n");
  const [only] = lines;
  return lines.length === 1 && only !== undefined
    ? `: ${JSON.stringify(only)}`
    : [":", ...lines.map((line) => `  ${printable(line)}`.trimEnd())].join("\n");
}

// As a terminal shows it, without what would move its cursor.
function printable(line: string): string {
  const [first = "", ...rest] = line.replace(/\r$/, "").split("\t");
  const spaced = rest.reduce(
    (text, part) => text.padEnd((Math.floor(text.length / TAB) + 1) * TAB) + part,
    first,
  );
  return spaced.replace(/\p{Cc}/gu, "\uFFFD");
}
