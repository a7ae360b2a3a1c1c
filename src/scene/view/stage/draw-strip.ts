import type { PacketState } from "../../../trace/state.js";
import { natureText } from "../../../trace/tuple-text.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark, TextSpan } from "../../mark/mark.js";
import { spannedText, text } from "../../mark/text.js";
import { destinationText, sourceText } from "../../naming.js";
import type { Role } from "../../role.js";
import { colourOf, rewritten } from "../focus.js";
import type { StageInput } from "../input.js";

/** The packet's tag on a small screen: a fixed strip, so that it never stands over anything. */
export function drawStrip(input: StageInput, packet: PacketState, rect: Rect): readonly Mark[] {
  const change = rewritten(input, packet);
  const colour = colourOf(packet);
  const ink: Role = change === null ? "on-packet" : "text";
  const { headers } = packet;
  const before = change?.before ?? headers;
  const x = rect.x + 12;
  const room = rect.width - 24;
  const look = { size: 11, mono: true, fill: ink } as const;
  const from = changed(sourceText(before), sourceText(headers), ink);
  const to = changed(destinationText(before), destinationText(headers), ink);
  const nature: TextSpan = { text: `${natureText(headers)}  `, fill: ink, bold: true };
  return [
    box("tag/box", rect, {
      fill: change === null ? colour : "translation-fill",
      stroke: change === null ? colour : "translation",
      strokeWidth: 1.5,
    }),
    spannedText("tag/source", { x, y: rect.y + 21, room }, [nature, ...from], look),
    spannedText(
      "tag/destination",
      { x, y: rect.y + 39, room },
      [{ text: "→ ", fill: ink }, ...to],
      look,
    ),
  ];
}

function changed(old: string, now: string, ink: Role): readonly TextSpan[] {
  if (old === now) return [{ text: now, fill: ink }];
  return [
    { text: old, fill: "quiet-text", struck: true },
    { text: "  ", fill: ink },
    { text: now, fill: "translation", bold: true },
  ];
}

/** Where nothing is on its way, the strip says so. */
export function drawEmptyStrip({ words }: StageInput, rect: Rect): readonly Mark[] {
  const at = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 + 4, room: rect.width - 24 };
  return [
    box("tag/box", rect, { fill: null, stroke: "quiet-line" }),
    text("tag/none", at, words["no-packet"], { fill: "quiet-text", anchor: "middle" }),
  ];
}
