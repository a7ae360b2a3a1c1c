import type { Packet } from "../../../packet/packet.js";
import type { PacketState } from "../../../trace/state.js";
import { natureText } from "../../../trace/tuple-text.js";
import type { TextSpan } from "../../mark/mark.js";
import type { Role } from "../../role.js";
import { destinationText, sourceText } from "../../naming.js";
import { rewritten } from "../focus.js";
import type { StageInput } from "../input.js";

/** What a packet's tag says, line by line. */
export interface TagLines {
  readonly nature: string;
  readonly ends: readonly (readonly TextSpan[])[];
  /** Whether the step rewrote an address. */
  readonly isTranslated: boolean;
}

/** The packet's two ends; an address that the step rewrote stands struck above the new one. */
export function tagLines(input: StageInput, packet: PacketState, plain: Role): TagLines {
  const change = rewritten(input, packet);
  // `echo request` is of ICMP without saying so.
  const nature = natureText(packet.headers).replace(/^icmp(?:v6)? (?=[a-z])/, "");
  const { payload } = packet.headers.transport;
  const carried =
    payload.kind === "frame" || payload.kind === "packet"
      ? carriedLines(payload.packet, plain)
      : [];
  const ends = [
    ...endLines(change?.before, packet.headers, sourceText, "", plain),
    ...endLines(change?.before, packet.headers, destinationText, "→ ", plain),
    ...carried,
  ];
  return { nature, ends, isTranslated: change !== null };
}

// What is inside an outer packet, so that both are seen.
function carriedLines(inner: Packet, fill: Role): readonly (readonly TextSpan[])[] {
  const line = (text: string): readonly TextSpan[] => [{ text: `│ ${text}`, fill }];
  return [line(natureText(inner)), line(`${sourceText(inner)} → ${destinationText(inner)}`)];
}

function endLines(
  before: Packet | undefined,
  now: Packet,
  textOf: (packet: Packet) => string,
  lead: string,
  plain: Role,
): readonly (readonly TextSpan[])[] {
  const shown = textOf(now);
  const old = before === undefined ? shown : textOf(before);
  const arrow = lead === "" ? [] : [{ text: lead, fill: plain }];
  if (old === shown) return [[...arrow, { text: shown, fill: plain }]];
  return [
    [...arrow, { text: old, fill: "quiet-text", struck: true }],
    [...arrow, { text: shown, fill: "translation", bold: true }],
  ];
}
