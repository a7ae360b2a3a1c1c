import { textIn } from "../../../base/localized-text.js";
import { narrowPlan } from "../../layout/narrow-plan.js";
import type { StagePlan } from "../../layout/stage-plan.js";
import { wholeTrace } from "../../layout/whole-trace.js";
import { fitsInOneRow, widePlan } from "../../layout/wide-plan.js";
import { box } from "../../mark/box.js";
import type { DotMark, Mark } from "../../mark/mark.js";
import type { Scene } from "../../scene.js";
import type { StageInput } from "../input.js";
import { drawFoot } from "./draw-foot.js";
import { drawNetwork } from "./draw-network.js";
import { drawNode } from "./draw-node.js";
import { drawPacket } from "./draw-packet.js";
import { serviceInPlay } from "./service-in-play.js";
import { drawTrail } from "./draw-trail.js";

const NARROW = 520;
const MIDDLE = 720;
/** What of the stage around a packet must be in sight, in pixels. */
const AROUND = 70;

/** The cluster with its wires, and the packet on its way through it. */
export function stage(input: StageInput): Scene {
  const plan = planOf(input);
  const nodes = plan.nodes.map((node) => drawNode(input, node));
  return stageScene(input, plan, {
    ground: [...nodes.flatMap(({ ground }) => ground), ...drawNetwork(plan, input.after)],
    front: nodes.flatMap(({ front }) => front),
  });
}

/** A stage: what lies under the packet's trail, the trail, what lies over it, and the packet. */
export function stageScene(
  input: StageInput,
  plan: StagePlan,
  { ground, front }: { readonly ground: readonly Mark[]; readonly front: readonly Mark[] },
): Scene {
  const packet = drawPacket(input, plan);
  const dot = packet.marks.find(
    (mark): mark is DotMark => mark.kind === "dot" && mark.key === "packet/dot",
  );
  const whole = { x: 0, y: 0, width: plan.width, height: plan.height };
  return {
    width: plan.width,
    height: plan.height,
    title: `${textIn(input.trace.header.title, input.language)} – ${input.words.stage}`,
    description: input.caption,
    marks: [
      box("background", whole, { fill: "background", stroke: null, radius: 0 }),
      ...ground,
      ...drawTrail(input, plan),
      ...front,
      ...drawFoot(input, plan),
      ...packet.marks,
    ],
    motions: packet.motions,
    ...(dot === undefined ? {} : { focus: { y: dot.y - AROUND, height: 2 * AROUND } }),
  };
}

// Cards below each other read better than a second row of cards.
function planOf(input: StageInput): StagePlan {
  const { width, height } = input;
  const trace = wholeTrace(input.trace);
  const inPlay = serviceInPlay(input);
  const isNarrow = width < NARROW || (width < MIDDLE && !fitsInOneRow(trace, width));
  return isNarrow
    ? narrowPlan(trace, width, height, inPlay)
    : widePlan(trace, width, height, inPlay);
}
