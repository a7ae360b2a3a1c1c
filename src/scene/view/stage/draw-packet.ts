import type { PacketState, Place } from "../../../trace/state.js";
import { spotKey, wayThrough } from "../../layout/spot.js";
import type { StagePlan } from "../../layout/stage-plan.js";
import type { Mark } from "../../mark/mark.js";
import type { Point } from "../../mark/polyline.js";
import { withoutRepeats } from "../../mark/polyline.js";
import type { Motion } from "../../motion.js";
import { colourOf, focusOf, isLost } from "../focus.js";
import type { StageInput } from "../input.js";
import { drawEmptyStrip, drawStrip } from "./draw-strip.js";
import { drawTag } from "./draw-tag.js";

const RADIUS = 7;
const SMALL = 4.5;

/** The packet as a dot with its tag, and its way during the step; other packets under way as small dots. */
export function drawPacket(
  input: StageInput,
  plan: StagePlan,
): { readonly marks: readonly Mark[]; readonly motions: readonly Motion[] } {
  const packet = focusOf(input);
  const spot = packet === null ? undefined : plan.spots.get(spotKey(plan, packet.place));
  const others = otherDots(input, plan);
  if (packet === null || spot === undefined) {
    const empty = plan.strip === null ? [] : drawEmptyStrip(input, plan.strip);
    return { marks: [...others, ...empty], motions: [] };
  }
  const { point, lane } = spot;
  const tag = plan.strip === null ? drawTag(input, packet, point, lane, plan) : [];
  const strip = plan.strip === null ? [] : drawStrip(input, packet, plan.strip);
  const dot = dotMarks(packet, point);
  const points = wayOf(input, plan, packet);
  const keys = [...tag, ...dot].map(({ key }) => key);
  return {
    marks: [...others, ...strip, ...tag, ...dot],
    motions: points.length < 2 ? [] : [{ keys, points, start: 0, end: 1 }],
  };
}

function dotMarks(packet: PacketState, { x, y }: Point): readonly Mark[] {
  const colour = colourOf(packet);
  const dot: Mark = {
    kind: "dot",
    key: "packet/dot",
    x,
    y,
    radius: RADIUS,
    fill: colour,
    stroke: "on-packet",
  };
  if (!isLost(packet)) return [dot];
  // A cross: its colour is not the only sign that the packet is lost.
  const arm = 3;
  const path = `M${x - arm},${y - arm}L${x + arm},${y + arm}M${x + arm},${y - arm}L${x - arm},${y + arm}`;
  return [dot, { kind: "line", key: "packet/cross", path, stroke: "on-packet", strokeWidth: 2 }];
}

/** From where the packet was before the step, or where it was made, to where it is now. */
function wayOf({ before }: StageInput, plan: StagePlan, packet: PacketState): readonly Point[] {
  const earlier = before.packets[packet.id];
  const from = earlier === undefined ? 0 : earlier.trail.length - 1;
  const places: readonly Place[] = packet.trail.slice(Math.max(0, from));
  return withoutRepeats(wayThrough(plan, places).flat());
}

function otherDots({ after }: StageInput, plan: StagePlan): readonly Mark[] {
  const all: readonly PacketState[] = Object.values(after.packets);
  return all.flatMap((packet): readonly Mark[] => {
    if (packet.id === after.focus || packet.ended !== null || packet.inside !== null) return [];
    const point = plan.spots.get(spotKey(plan, packet.place))?.point;
    if (point === undefined) return [];
    return [
      {
        kind: "dot",
        key: `packet/${packet.id}`,
        ...point,
        radius: SMALL,
        fill: colourOf(packet),
        stroke: "on-packet",
      },
    ];
  });
}
