import { textIn } from "../base/localized-text.js";
import type { TraceEvent } from "./event/event.js";
import { eventText } from "./event-text/event-text.js";
import type { TraceHeader } from "./header.js";
import { initialState } from "./initial-state.js";
import type { NamespaceId } from "./id.js";
import { reduce } from "./reduce.js";
import type { TraceState } from "./state.js";
import type { Detail, Step } from "./step.js";
import { stepsOf } from "./steps.js";
import type { Trace } from "./trace.js";
import { natureText, tupleText } from "./tuple-text.js";

/** In which language a walk is told, and how. */
export interface Telling {
  /** A language tag: what the author wrote is printed in it. */
  readonly language: string;
  /** A step's sentence in place of the tools' words; null where those stay. */
  readonly sentenceOf: ((step: Step) => string) | null;
}

const TOOLS_WORDS: Telling = { language: "en", sentenceOf: null };

/**
 * A trace as text, one line per step: milliseconds, namespace, packet (as it is after the event), and what happened.
 * Chapters stand on lines of their own, and so does each line that a program printed.
 */
export function walkText(
  trace: Trace,
  detail: Detail,
  { language, sentenceOf }: Telling = TOOLS_WORDS,
): string {
  const { header, events } = trace;
  const steps = new Map(stepsOf(trace, detail).map((step) => [step.about, step]));
  const names = shortNames(header);
  const rows: (readonly string[])[] = [];
  let state = initialState(header);
  let printedChapter: number | null = null;
  for (const [index, event] of events.entries()) {
    state = reduce(state, event);
    const step = steps.get(index);
    if (step === undefined) continue;
    if (state.chapter !== printedChapter) {
      printedChapter = state.chapter;
      const title = header.chapters[state.chapter ?? -1];
      rows.push([`== ${title === undefined ? "" : textIn(title, language)}`]);
    }
    const words = eventText(event, header, state, language);
    const what = sentenceOf === null ? words : told(sentenceOf(step), event, words);
    rows.push([...placeOf(event, state, names), what]);
  }
  return aligned(rows);
}

// A sentence mentions a line at most of what a program printed.
function told(sentence: string, { kind }: TraceEvent, words: string): string {
  const [, ...printed] = kind === "request-ended" ? words.split("\n") : [];
  return [sentence, ...printed].join("\n");
}

function placeOf(
  event: TraceEvent,
  after: TraceState,
  names: ReadonlyMap<NamespaceId, string>,
): readonly string[] {
  const packet = event.packet === null ? undefined : after.packets[event.packet];
  const tuple =
    packet === undefined
      ? ""
      : `#${packet.id} ${tupleText(packet.headers)} ${natureText(packet.headers)}`;
  const namespace = event.namespace === null ? "" : (names.get(event.namespace) ?? event.namespace);
  return [(event.at / 1000).toFixed(3), namespace, tuple];
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
