import type { NamespaceId, PacketId } from "../../trace/id.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { StatisticDraw } from "../../trace/event/netfilter-event.js";

/** A draw that a rule made for a packet. */
export interface Drawn extends StatisticDraw {
  readonly namespace: NamespaceId;
  readonly packet: PacketId | null;
  /** The number of the draw in its namespace, from 0. */
  readonly index: number;
  readonly table: string;
  readonly chain: string;
  /** Whether the packet went the rule's way. */
  readonly taken: boolean;
}

/** All draws of a play, in the order in which they were made. */
export function drawnIn(events: readonly TraceEvent[]): readonly Drawn[] {
  const counts = new Map<NamespaceId, number>();
  const bases = new Map<NamespaceId, string>();
  return events.flatMap((event): readonly Drawn[] => {
    const { namespace, packet } = event;
    if (namespace === null) return [];
    if (event.kind === "table-entered") bases.set(namespace, event.chain);
    const draws = drawsOf(event);
    if (draws.length === 0) return [];
    const from = counts.get(namespace) ?? 0;
    counts.set(namespace, from + draws.length);
    const table = "table" in event ? (event.table ?? "") : "";
    // What is drawn at the end of a walk was drawn in the chain that it began with.
    const chain = "chain" in event ? event.chain : (bases.get(namespace) ?? "");
    const hit = event.kind === "rule-hit" ? event.rule : null;
    return draws.map((draw, at) => ({
      ...draw,
      ...{ namespace, packet, table, chain, index: from + at, taken: draw.rule === hit },
    }));
  });
}

function drawsOf(event: TraceEvent): readonly StatisticDraw[] {
  if (event.kind === "table-left") return event.draws ?? [];
  return event.kind === "rule-hit" || event.kind === "chain-left" ? event.draws : [];
}
