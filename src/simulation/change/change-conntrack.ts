import { errorAt } from "../../base/diagnostic.js";
import type { Change } from "../../cluster/change.js";
import { deleteConnections, flushConnections } from "../../netfilter/conntrack/delete.js";
import { readConnectionFilter } from "../../netfilter/conntrack/read-filter.js";
import { noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

/** `conntrack -D` with its words, or `conntrack -F`. */
export function flushConntrack(
  place: ChangePlace,
  { filter }: Change & { readonly kind: "flush-conntrack" },
): Mistakes {
  const { world, stack } = place;
  const conntrack = stack.host.netfilter?.conntrack ?? null;
  const now = world.scheduler.now();
  const emit = world.recorder.emitter(stack.id, null);
  if (filter === null) {
    noteCommand(place, "conntrack -F");
    if (conntrack !== null) flushConnections({ conntrack, emit, now });
    return [];
  }
  const words = filter.text.trim().split(/\s+/);
  const given = words[0] === "-D" || words[0] === "--delete" ? words.slice(1) : words;
  const read = readConnectionFilter(given);
  if (read.kind === "mistake") {
    return [errorAt(filter.span, read.code, { found: given[read.at] ?? "" })];
  }
  noteCommand(place, `conntrack -D ${given.join(" ")}`);
  if (conntrack !== null) deleteConnections(read.filter, { conntrack, emit, now });
  return [];
}
