import type { LocalizedText } from "../../base/localized-text.js";
import type { CaptionCode } from "../../message/caption/en.js";
import type { Parameters } from "../../message/fill.js";
import type { Packet } from "../../packet/packet.js";
import type { EventKind, TraceEvent } from "../../trace/event/event.js";
import { textOfRule } from "../../trace/listed-rules.js";
import type { PacketState, TraceState } from "../../trace/state.js";
import type { Step } from "../../trace/step.js";
import type { Trace } from "../../trace/trace.js";
import { destinationText, headerAt, nameOf, partyText, portOf, sourceText } from "../naming.js";

/** What a step says, without words of any language: a code and what its sentence mentions. */
export interface Caption {
  readonly code: CaptionCode;
  readonly parameters: Parameters;
  /** Parameters that the author of the scenario wrote, in several languages. */
  readonly authored?: Readonly<Record<string, LocalizedText>>;
  /** Parameters that have words of their own in every language. */
  readonly parts?: Readonly<Record<string, Caption>>;
  /** A second sentence: why. */
  readonly because?: Caption;
}

/** What a caption may look at: the moments before and after the step, and the packet the event is about. */
export interface Telling {
  /** Its header has the hosts' tables as they are after the step. */
  readonly trace: Trace;
  readonly step: Step;
  readonly before: TraceState;
  readonly after: TraceState;
  /** The packet after the step; null where the event names none. */
  readonly packet: PacketState | null;
  /** The name of the namespace in which it happened. */
  readonly host: string;
}

/** Says what an event of a kind did. */
export type Teller<Kind extends EventKind> = (
  event: Extract<TraceEvent, { readonly kind: Kind }>,
  telling: Telling,
) => Caption;

/** A row for every kind of a group of events. */
export type Tellers<Kind extends EventKind> = { readonly [K in Kind]: Teller<K> };

/** What an event needs to be told. */
export function tellingOf(
  trace: Trace,
  step: Step,
  event: TraceEvent,
  before: TraceState,
  after: TraceState,
): Telling {
  const packet =
    event.packet === null
      ? null
      : (after.packets[event.packet] ?? before.packets[event.packet] ?? null);
  const header = headerAt(trace.header, after);
  const host = nameOf(header, event.namespace);
  return { trace: { ...trace, header }, step, before, after, packet, host };
}

/** A caption. */
export function say(code: CaptionCode, parameters: Parameters = {}): Caption {
  return { code, parameters };
}

/** The packet's source with its owner's name. */
export function senderOf({ trace }: Telling, packet: Packet): string {
  return partyText(trace.header, packet.source, portOf(packet, "source"));
}

/** The packet's destination with its owner's name. */
export function receiverOf({ trace }: Telling, packet: Packet): string {
  return partyText(trace.header, packet.destination, portOf(packet, "destination"));
}

/** Both ends of a packet, bare. */
export function endsOf(packet: Packet): { readonly source: string; readonly destination: string } {
  return { source: sourceText(packet), destination: destinationText(packet) };
}

/** The text of a rule of the namespace that the event names; null where its rule sets have none. */
export function ruleTextAt(
  { trace, after }: Telling,
  event: TraceEvent,
  table: string,
  chain: string,
  rule: number | null,
): string | null {
  if (rule === null) return null;
  const { texts } = trace.header;
  for (const set of after.ruleSets) {
    if (set.namespace !== event.namespace) continue;
    const standing = set.tables
      .find(({ name }) => name === table)
      ?.chains.find(({ name }) => name === chain);
    const found = standing && textOfRule(standing, rule);
    if (found !== undefined) return texts[found] ?? null;
  }
  const nftables = after.nftables.find(({ namespace }) => namespace === event.namespace)?.tables;
  const standing = nftables
    ?.find((one) => `${one.family} ${one.name}` === table)
    ?.chains.find(({ name }) => name === chain);
  const found = standing && textOfRule(standing, rule);
  return found === undefined ? null : (texts[found] ?? null);
}

/** A mark's usual form: `0x4000`. */
export function markText(mark: number): string {
  return `0x${mark.toString(16)}`;
}

/** At most so many characters of a text's first line. */
export function firstLine(text: string, limit: number): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
