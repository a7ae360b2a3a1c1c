import { wayThrough } from "../../layout/spot.js";
import type { StagePlan } from "../../layout/stage-plan.js";
import type { Mark } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";
import { colourOf, focusOf } from "../focus.js";
import type { StageInput } from "../input.js";

const FAINTEST = 0.3;
const FADE = 0.12;

/** The way that the packet has come, the older the fainter. */
export function drawTrail(input: StageInput, plan: StagePlan): readonly Mark[] {
  const packet = focusOf(input);
  if (packet === null) return [];
  const ways = wayThrough(plan, packet.trail);
  return ways.map((way, index) => {
    const age = ways.length - 1 - index;
    return polyline(`trail/${packet.id}/${index}`, way, {
      stroke: colourOf(packet),
      strokeWidth: 3,
      opacity: Math.max(FAINTEST, 1 - age * FADE),
    });
  });
}
