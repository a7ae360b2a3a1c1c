import { textIn } from "../../base/localized-text.js";
import type { LocalizedText } from "../../base/localized-text.js";
import type { PlayEvent } from "../event/play-event.js";
import type { ChoiceTree } from "../exploration.js";
import type { TraceHeader } from "../header.js";

/** A fact of the play in one line; what a program printed in several lines follows as it printed them. */
export function playText(event: PlayEvent, header: TraceHeader, language: string): string {
  switch (event.kind) {
    case "chapter-started":
      return `== ${authored(header.chapters[event.chapter], language)}`;
    case "note-shown":
      return `note: ${authored(header.notes[event.note], language)}`;
    case "choices-explored":
      return event.trees.map((tree) => treeText(tree)).join("; ");
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
    case "endpoint-chosen": {
      const { service, client, endpoint, place, of, kept } = event;
      const how = kept ? "kept" : `${place} of ${of}`;
      return `${service} for ${client} -> ${endpoint === null ? "none" : `${endpoint} (${how})`}`;
    }
  }
}

function treeText({ service, destination, protocol, branches }: ChoiceTree): string {
  const ways = branches.map(({ intended, endpoint }) => `${intended} ${endpoint ?? "as it is"}`);
  return `${service ?? `${destination}/${protocol}`} -> ${ways.join(", ")}`;
}

function authored(text: LocalizedText | undefined, language: string): string {
  return text === undefined ? "" : textIn(text, language);
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
