import { eventText } from "../../trace/event-text/event-text.js";
import { createHistory } from "../../trace/history.js";
import { stepsOf } from "../../trace/steps.js";
import type { Detail } from "../../trace/step.js";
import type { Trace } from "../../trace/trace.js";
import { table } from "../table.js";
import type { Column } from "./column.js";

const WIDTH = 56;

/** The walks of one request in every mode, step beside step, as long as the longest. */
export function walkColumns(
  columns: readonly Column[],
  request: number,
  detail: Detail,
): readonly string[] {
  const walks = columns.map(({ trace }) => walkOf(trace, request, detail));
  const length = Math.max(0, ...walks.map((walk) => walk.length));
  const rows = Array.from({ length }, (_, row) => walks.map((walk) => walk[row] ?? ""));
  return table([columns.map(({ mode }) => mode), ...rows]);
}

function walkOf(trace: Trace, request: number, detail: Detail): readonly string[] {
  const history = createHistory(trace);
  const { header, events } = trace;
  const starts = events.flatMap(({ kind }, at) => (kind === "request-started" ? [at] : []));
  const [from = 0, to = events.length] = [starts[request], starts[request + 1]];
  return stepsOf(trace, detail).flatMap((step) => {
    const event = events[step.about];
    if (event === undefined || step.about < from || step.about >= to) return [];
    const [what = ""] = eventText(event, header, history.stateAt(step.about + 1), "en").split("\n");
    const where = event.namespace === null ? "" : event.namespace.replace(/^.*\//, "");
    return [shortened(`${where}: ${what}`)];
  });
}

// In the middle: the beginning says where, the end what it came to.
function shortened(text: string): string {
  if (text.length <= WIDTH) return text;
  const half = Math.floor((WIDTH - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - (WIDTH - 1 - half))}`;
}
