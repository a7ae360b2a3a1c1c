import type { Packet } from "../../../packet/packet.js";
import type { PacketState } from "../../../trace/state.js";
import { natureText } from "../../../trace/tuple-text.js";
import type { TextSpan } from "../../mark/mark.js";
import type { Role } from "../../role.js";
import { destinationText, sourceText } from "../../naming.js";
import { rewritten } from "../focus.js";
import type { ViewInput } from "../input.js";

/** What a packet's tag says, line by line. */
export interface TagLines {
  readonly nature: string;
  readonly ends: readonly (readonly TextSpan[])[];
  /** Whether the step rewrote an address. */
  readonly isTranslated: boolean;
}

/** The packet's two ends; an address that the step rewrote stands struck above the new one. */
export function tagLines(input: ViewInput, packet: PacketState, plain: Role): TagLines {
  const change = rewritten(input, packet);
  const nature = natureText(packet.headers);
  const ends = [
    ...endLines(change?.before, packet.headers, sourceText, "", plain),
    ...endLines(change?.before, packet.headers, destinationText, "→ ", plain),
  ];
  return { nature, ends, isTranslated: change !== null };
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
