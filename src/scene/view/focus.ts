import { dnsMessageIn } from "../../packet/dns-in-payload.js";
import type { Packet } from "../../packet/packet.js";
import type { EventKind, TraceEvent } from "../../trace/event/event.js";
import type { NamespaceId } from "../../trace/id.js";
import type { PacketState } from "../../trace/state.js";
import { namespaceOf } from "../naming.js";
import type { Role } from "../role.js";
import type { StageInput } from "./input.js";

/** What is told when no packet is under way for it: one that has ended before is no part of it. */
const BETWEEN_PACKETS: ReadonlySet<EventKind> = new Set([
  "chapter-started",
  "note-shown",
  "request-started",
  "request-ended",
  "expectation-checked",
] as const);

/** The packet that a picture is about; null where there is none, or where the last one is a thing of the past. */
export function focusOf(input: StageInput): PacketState | null {
  const { after } = input;
  const packet = after.focus === null ? null : (after.packets[after.focus] ?? null);
  if (packet === null || packet.ended === null) return packet;
  return isPast(input, packet) ? null : packet;
}

// An ended packet counts until the play goes on to something else: its end leads to what the programs do next.
function isPast({ trace, step }: StageInput, { id }: PacketState): boolean {
  const about = trace.events[step.about];
  if (about !== undefined && BETWEEN_PACKETS.has(about.kind)) return true;
  for (let index = step.about; index >= 0; index--) {
    const event = trace.events[index];
    if (event?.packet === id) return false;
    if (event?.kind === "request-started") return true;
  }
  return true;
}

/** How the step rewrote the focused packet's addresses; null where it did not. */
export function rewritten({ trace, step }: StageInput, packet: PacketState): Rewriting | null {
  const translations = trace.events
    .slice(step.from, step.about + 1)
    .filter(
      (event): event is Extract<TraceEvent, { readonly kind: "packet-translated" }> =>
        event.kind === "packet-translated" && event.packet === packet.id,
    );
  const [first, last] = [translations[0], translations.at(-1)];
  return first === undefined || last === undefined
    ? null
    : { before: first.before, after: last.headers };
}

/** The headers before and after. */
export interface Rewriting {
  readonly before: Packet;
  readonly after: Packet;
}

/** Whether the packet ended without reaching what it was sent to. */
export function isLost({ ended }: PacketState): boolean {
  return ended !== null && ended.disposition !== "delivered" && ended.disposition !== "consumed";
}

/** The colour of a packet: its own, DNS's for queries and answers, a drop's where it is lost. */
export function colourOf(packet: PacketState): "packet" | "dns" | "drop" {
  if (isLost(packet)) return "drop";
  const { transport } = packet.headers;
  return dnsMessageIn(transport.payload) === null ? "packet" : "dns";
}

/** The quiet fill that goes with a colour. */
export function fillOf(colour: "packet" | "dns" | "drop" | "translation" | "hit"): Role {
  return `${colour}-fill`;
}

/**
 * The namespace that the chart and its chains are about: the packet's, or where none is under way the node of the caller,
 * the host that was just set up, or the first.
 */
export function hostOf(input: StageInput): NamespaceId | null {
  const { trace, after, step } = input;
  const packet = focusOf(input);
  if (packet !== null) return packet.place.namespace;
  const about = trace.events[step.about];
  if (about?.kind === "command-run" && about.namespace !== null) return about.namespace;
  const caller = namespaceOf(trace.header, after.request?.namespace ?? null);
  if (caller !== undefined) return caller.node ?? caller.id;
  const { namespaces } = trace.header;
  return (namespaces.find(({ kind }) => kind === "node") ?? namespaces[0])?.id ?? null;
}
