import { boundariesOf } from "./boundary.js";
import { DETAILS, type Detail, type Step } from "./step.js";
import type { Trace } from "./trace.js";

/** The steps of a trace at a level; the steps of a wider level end where steps of the finer ones end. */
export function stepsOf(trace: Trace, detail: Detail): readonly Step[] {
  return stepsAt(trace, boundariesOf(trace), detail);
}

/** The steps at a level, from the boundaries that were found before. */
export function stepsAt(
  trace: Trace,
  boundaries: readonly (Detail | null)[],
  detail: Detail,
): readonly Step[] {
  const finest = DETAILS.indexOf(detail);
  const ends = boundaries.flatMap((level, index) =>
    level !== null && DETAILS.indexOf(level) <= finest ? [index] : [],
  );
  const { length } = trace.events;
  // A trace without anything to tell is one step all the same.
  if (ends.length === 0 && length > 0) ends.push(length - 1);
  const chapters = chaptersAfter(trace);
  return ends.map((about, index) => {
    const to = index === ends.length - 1 ? length : withEffects(trace, about + 1);
    const from = index === 0 ? 0 : withEffects(trace, (ends[index - 1] ?? -1) + 1);
    const level = boundaries[about] ?? "rules";
    return { index, from, to, about, level, chapter: chapters[about] ?? null };
  });
}

// The picture of a command shows what the command has changed.
function withEffects({ events }: Trace, to: number): number {
  if (!COMMANDS.has(events[to - 1]?.kind ?? "")) return to;
  let end = to;
  while (EFFECTS.has(events[end]?.kind ?? "")) end++;
  return end;
}

const COMMANDS: ReadonlySet<string> = new Set(["command-run", "objects-changed"]);

const EFFECTS: ReadonlySet<string> = new Set([
  "tables-changed",
  "rules-changed",
  "objects-written",
]);

function chaptersAfter(trace: Trace): readonly (number | null)[] {
  let chapter: number | null = null;
  return trace.events.map((event) => {
    if (event.kind === "chapter-started") chapter = event.chapter;
    return chapter;
  });
}
