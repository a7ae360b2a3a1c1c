import type { TraceEvent } from "./event/event.js";
import { eventText } from "./event-text/event-text.js";
import type { TraceHeader } from "./header.js";
import { initialState } from "./initial-state.js";
import type { NamespaceId } from "./id.js";
import { reduce } from "./reduce.js";
import type { TraceState } from "./state.js";
import type { Detail } from "./step.js";
import { stepsOf } from "./steps.js";
import type { Trace } from "./trace.js";
import { natureText, tupleText } from "./tuple-text.js";

/**
 * A trace as text, one line per step: milliseconds, namespace, packet (as it is after the event), and what happened.
 * Chapters stand on lines of their own, and so does each line that a program printed.
 */
export function walkText(trace: Trace, detail: Detail): string {
  const { header, events } = trace;
  const steps = new Map(stepsOf(trace, detail).map(({ about, from }) => [about, from]));
  const names = shortNames(header);
  const rows: (readonly string[])[] = [];
  let state = initialState(header);
  let printedChapter: number | null = null;
  for (const [index, event] of events.entries()) {
    state = reduce(state, event);
    if (!steps.has(index)) continue;
    if (state.chapter !== printedChapter) {
      printedChapter = state.chapter;
      rows.push([`== ${header.chapters[state.chapter ?? -1]?.en ?? ""}`]);
    }
    rows.push(rowOf(event, header, state, names));
  }
  return aligned(rows);
}

function rowOf(
  event: TraceEvent,
  header: TraceHeader,
  after: TraceState,
  names: ReadonlyMap<NamespaceId, string>,
): readonly string[] {
  const packet = event.packet === null ? undefined : after.packets[event.packet];
  const tuple =
    packet === undefined
      ? ""
      : `#${packet.id} ${tupleText(packet.headers)} ${natureText(packet.headers)}`;
  const namespace = event.namespace === null ? "" : (names.get(event.namespace) ?? event.namespace);
  return [(event.at / 1000).toFixed(3), namespace, tuple, eventText(event, header, after)];
}

// A name alone where no other namespace has it, or else the whole id.
function shortNames(header: TraceHeader): ReadonlyMap<NamespaceId, string> {
  const count = new Map<string, number>();
  for (const { name } of header.namespaces) count.set(name, (count.get(name) ?? 0) + 1);
  return new Map(header.namespaces.map(({ id, name }) => [id, count.get(name) === 1 ? name : id]));
}

function aligned(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number =>
    Math.max(0, ...rows.map((row) => (row.length === 1 ? 0 : (row[column]?.length ?? 0))));
  const [time, namespace, tuple] = [width(0), width(1), width(2)];
  const lines = rows.flatMap((row) => {
    const [at = "", where = "", packet = "", what = ""] = row;
    if (row.length === 1) return at;
    const [first = "", ...more] = what.split("\n");
    const line = `${at.padStart(time)}  ${where.padEnd(namespace)}  ${packet.padEnd(tuple)}  ${first}`;
    return [line, ...more.map((each) => `${" ".repeat(time + 2)}${each}`)];
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}
