import type { TraceEvent } from "../../src/trace/event/event.js";
import type { Trace } from "../../src/trace/trace.js";
import { natureText, tupleText } from "../../src/trace/tuple-text.js";

/** Each packet in a line: what it is, who made it, how it ended. */
export function packetLines({ events }: Trace): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind !== "packet-created") return [];
    const end = events.find(
      (other) => other.kind === "packet-ended" && other.packet === event.packet,
    );
    const disposition = end?.kind === "packet-ended" ? end.disposition : "nothing";
    const { headers, program } = event;
    return [`${program} ${natureText(headers)} ${tupleText(headers)} ${disposition}`];
  });
}

/** A packet's way: one line for each namespace, with the hooks and the tables that it was walked through there. */
export function packetPath({ events }: Trace, packet: number): readonly string[] {
  const lines: string[] = [];
  let namespace: string | null = null;
  for (const event of events.filter((candidate) => candidate.packet === packet)) {
    if (event.namespace !== namespace) {
      namespace = event.namespace;
      lines.push(`${namespace}:`);
    }
    const words = wordsOf(event);
    if (words !== null) lines.push(`${lines.pop() ?? ""} ${words}`);
  }
  return lines;
}

function wordsOf(event: TraceEvent): string | null {
  if (event.kind === "device-entered") return `-> ${event.device}`;
  if (event.kind === "device-left") return `<- ${event.device}`;
  if (event.kind === "hook-entered") return `${event.hook}(`;
  if (event.kind === "hook-left") return ")";
  if (event.kind === "table-entered") return event.table;
  if (event.kind === "connection-confirmed") return "{ct new}";
  if (event.kind === "ttl-decremented") return `ttl=${event.ttl}`;
  if (event.kind !== "packet-translated") return null;
  return `[${event.translation} ${tupleText(event.headers)}]`;
}

/** The packets of one kind of a trace, in order of their making. */
export function packetsThat(
  { events }: Trace,
  wanted: (nature: string, tuple: string) => boolean,
): readonly number[] {
  return events.flatMap((event) =>
    event.kind === "packet-created" &&
    event.packet !== null &&
    wanted(natureText(event.headers), tupleText(event.headers))
      ? [event.packet]
      : [],
  );
}
