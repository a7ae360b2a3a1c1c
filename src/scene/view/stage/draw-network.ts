import type { TraceState } from "../../../trace/state.js";
import type { StagePlan } from "../../layout/stage-plan.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";

/** The wires, and the network that joins the nodes. */
export function drawNetwork(
  { nodes, outside, lan }: StagePlan,
  { absent }: Pick<TraceState, "absent">,
): readonly Mark[] {
  return [
    ...(lan?.bars.map((bar, index) =>
      box(`lan/${index}`, bar, {
        radius: 5,
        fill: "quiet-line",
        stroke: "wire",
        tooltip: lan.name,
      }),
    ) ?? []),
    ...nodes.flatMap(({ namespace, pods, rail, devices }) => [
      polyline(`${namespace.id}/rail`, rail),
      ...pods
        .filter((pod) => !absent.includes(pod.namespace.id))
        .map((pod) => polyline(`${pod.namespace.id}/wire`, pod.wire, { tooltip: pod.wireName })),
      ...devices.flatMap(({ name, wires }) =>
        wires.map((wire, index) => polyline(`${namespace.id}/${name}/wire/${index}`, wire)),
      ),
    ]),
    ...outside.map(({ namespace, wire }) => polyline(`${namespace.id}/wire`, wire)),
  ];
}
