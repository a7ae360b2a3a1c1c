import type { PacketState } from "../../../trace/state.js";
import type { StagePlan } from "../../layout/stage-plan.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import type { Point } from "../../mark/polyline.js";
import { spannedText, text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import type { Role } from "../../role.js";
import { colourOf } from "../focus.js";
import type { StageInput } from "../input.js";
import { tagLines } from "./tag-lines.js";

const LINE = 14;
const PAD = 8;
const DOT_ROOM = 14;
const WIDEST = 262;

/** The packet's tag: what it is and its two ends, in the free room beside or below the packet. */
export function drawTag(
  input: StageInput,
  packet: PacketState,
  point: Point,
  lane: Rect,
  plan: StagePlan,
): readonly Mark[] {
  const isChanged = tagLines(input, packet, "text").isTranslated;
  const colour = colourOf(packet);
  const ink: Role = isChanged ? "text" : "on-packet";
  const { nature, ends } = tagLines(input, packet, ink);
  const widths = [
    textWidth(nature, { size: 11, bold: true }),
    ...ends.map((spans) =>
      textWidth(spans.map((span) => span.text).join(""), { size: 11, mono: true }),
    ),
  ];
  const limit = Math.min(WIDEST, lane.width, plan.width - 16);
  const width = Math.min(limit, Math.ceil(Math.max(...widths)) + 2 * PAD + 2);
  const height = (ends.length + 1) * LINE + 10;
  const rect = { ...tagPlace(point, lane, width, height), width, height };
  const room = width - 2 * PAD;
  const x = rect.x + PAD;
  return [
    box("tag/box", rect, {
      fill: isChanged ? "translation-fill" : colour,
      stroke: isChanged ? "translation" : colour,
      strokeWidth: 1.5,
    }),
    text("tag/nature", { x, y: rect.y + 15, room }, nature, { size: 11, bold: true, fill: ink }),
    ...ends.map((spans, index) =>
      spannedText(`tag/end/${index}`, { x, y: rect.y + 15 + (index + 1) * LINE, room }, spans, {
        size: 11,
        mono: true,
        fill: ink,
      }),
    ),
  ];
}

// Right of the packet, else left of it; where neither has room, above or below it, away from the lane's nearer end.
function tagPlace(point: Point, lane: Rect, width: number, height: number): Point {
  const right = point.x + DOT_ROOM;
  const left = point.x - DOT_ROOM - width;
  const end = lane.x + lane.width;
  const slack = lane.height - height;
  const middle = lane.y + slack / 2;
  if (right + width <= end) return { x: right, y: middle };
  if (left >= lane.x) return { x: left, y: middle };
  const x = Math.min(Math.max(lane.x, point.x - width / 2), end - width);
  const isHigh = point.y < lane.y + lane.height / 2;
  const clear = isHigh
    ? Math.max(middle, point.y + DOT_ROOM - 3)
    : Math.min(middle, point.y - DOT_ROOM + 3 - height);
  return { x, y: Math.min(Math.max(clear, lane.y + 1), lane.y + Math.max(slack, 0)) };
}
