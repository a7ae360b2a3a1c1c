import type { TraceEvent } from "../../trace/event/event.js";
import type { ScheduleChoice } from "../../trace/event/ipvs-event.js";
import type { Decider } from "../../trace/exploration.js";
import type { TraceHeader } from "../../trace/header.js";
import type { PacketId } from "../../trace/id.js";
import { ruleTextAt } from "../../trace/rule-text-at.js";
import type { Trace } from "../../trace/trace.js";
import { drawnIn } from "./drawn.js";
import { destinationText } from "./fate-of.js";

type Created = TraceEvent & { readonly kind: "packet-created" };

/** A packet that rules lead somewhere, and how many of the request are like it. */
export interface FirstPacket {
  readonly packet: PacketId;
  readonly created: Created;
  readonly isLookup: boolean;
  readonly times: number;
  readonly decidedBy: Decider;
}

/** The packets of the last request that chance decides about or whose destination is translated, one of each kind. */
export function firstPackets({ header, events }: Trace): readonly FirstPacket[] {
  const started = events.findLastIndex(({ kind }) => kind === "request-started");
  const request = events[started];
  const command = request?.kind === "request-started" ? request.command : "";
  const decided = new Map<PacketId, Decider>();
  for (const { packet } of drawnIn(events)) if (packet !== null) decided.set(packet, "chance");
  for (const event of events) {
    if (event.kind !== "packet-translated" || event.translation !== "dnat") continue;
    if (event.packet !== null && !decided.has(event.packet))
      decided.set(event.packet, deciderOf(header, events, event.packet));
  }
  const kinds = new Map<string, FirstPacket>();
  for (const created of events.slice(started + 1)) {
    if (created.kind !== "packet-created" || created.packet === null) continue;
    const decidedBy = decided.get(created.packet);
    if (decidedBy === undefined) continue;
    const { packet, program, namespace, headers } = created;
    const isLookup = isQuery(created) && !command.startsWith("dig ");
    const key = [
      namespace,
      program,
      destinationText(headers),
      headers.transport.protocol,
      decidedBy,
    ];
    const known = kinds.get(key.join(" "));
    const times = (known?.times ?? 0) + 1;
    kinds.set(key.join(" "), {
      ...(known ?? { packet, created, isLookup, decidedBy }),
      times,
    });
  }
  return [...kinds.values()];
}

function isQuery({ headers: { transport } }: Created): boolean {
  return "payload" in transport && transport.payload.kind === "dns";
}

// Without a draw: a rule that remembers the client, IPVS's scheduler, or rules that leave one way alone.
/** How IPVS chose for a packet; null where it did not. */
export function scheduleOf(events: readonly TraceEvent[], packet: PacketId): ScheduleChoice | null {
  const found = events.find(
    (event) => event.kind === "real-server-scheduled" && event.packet === packet,
  );
  return found?.kind === "real-server-scheduled" ? found.choice : null;
}

function deciderOf(header: TraceHeader, events: readonly TraceEvent[], packet: PacketId): Decider {
  const choice = scheduleOf(events, packet);
  if (choice !== null) return choice.kind === "persistent" ? "affinity" : "scheduler";
  const remembers = events.some((event) => {
    const { namespace } = event;
    if (event.kind !== "rule-hit" || event.packet !== packet || namespace === null) return false;
    return / --rcheck | @affinity-/.test(ruleTextAt(header, { ...event, namespace }));
  });
  return remembers ? "affinity" : "rules";
}
