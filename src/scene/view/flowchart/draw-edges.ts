import type { ChartPlan } from "../../layout/chart-plan.js";
import type { Mark } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";
import type { ChartInput } from "./draw-group.js";
import { reachedParts } from "./reached.js";

/** The lines between hooks, routing decisions and devices; those that the packet went are lit. */
export function drawEdges({ edges }: ChartPlan, given: ChartInput): readonly Mark[] {
  const reached = reachedParts(given);
  const isLit = ({ from, to }: ChartPlan["edges"][number]): boolean => reached.has(`${from}>${to}`);
  // Lit lines are drawn last, so that they lie on top where lines meet.
  return [...edges]
    .sort((a, b) => Number(isLit(a)) - Number(isLit(b)))
    .map((edge) =>
      polyline(`edge/${edge.from}/${edge.to}`, edge.points, {
        stroke: isLit(edge) ? given.colour : "wire",
        strokeWidth: isLit(edge) ? 2.5 : 1.25,
        arrow: true,
      }),
    );
}
