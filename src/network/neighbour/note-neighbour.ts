import type { Emit } from "../../trace/event/event.js";
import type { Host } from "../host.js";
import { neighbourEntry } from "./neighbour-table.js";
import type { Neighbour, NeighbourFields, NeighbourQuestion } from "./neighbour-table.js";

/** Sets a neighbour entry and reports it; null where the table is full. */
export function noteNeighbour(
  host: Host,
  question: NeighbourQuestion,
  fields: NeighbourFields,
  { now, emit }: { readonly now: number; readonly emit: Emit },
): Neighbour | null {
  const entry = host.neighbours.set(question, fields);
  if (entry !== null) emit({ kind: "neighbour-changed", entry: neighbourEntry(entry, now) });
  return entry;
}
