import { fill } from "../../../message/fill.js";
import type { CablePlan, HostStagePlan } from "../../layout/hosts/host-plan.js";
import { narrowHosts } from "../../layout/hosts/narrow-hosts.js";
import { fitsWide, wideHosts } from "../../layout/hosts/wide-hosts.js";
import type { Mark } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";
import { text } from "../../mark/text.js";
import type { Scene } from "../../scene.js";
import type { ViewInput } from "../input.js";
import { serviceInPlay } from "../stage/service-in-play.js";
import { stageScene } from "../stage/stage.js";
import { drawHost } from "./draw-host.js";

const NARROW = 520;

/** Hosts with all their devices, the cables and networks between them, and the packet on its way. */
export function hostStage(input: ViewInput): Scene {
  const plan = planOf(input);
  const hosts = plan.hosts.map((host) => drawHost(input, host));
  return stageScene(input, plan, {
    ground: [...hosts.flatMap(({ ground }) => ground), ...plan.cables.flatMap(drawCable)],
    front: [...hosts.flatMap(({ front }) => front), ...drawHidden(input, plan)],
  });
}

function planOf(input: ViewInput): HostStagePlan {
  const { trace, width, height } = input;
  const inPlay = serviceInPlay(input);
  return width < NARROW || !fitsWide(trace, width)
    ? narrowHosts(trace, width, height, inPlay)
    : wideHosts(trace, width, height, inPlay);
}

// A network is drawn thicker than a cable, which has two ends.
function drawCable({ segment, name, lines, label }: CablePlan): readonly Mark[] {
  const isLan = segment.kind === "lan";
  const tooltip = [segment.name, name].filter((one) => one !== "").join("\n");
  return [
    ...lines.map((line, index) =>
      polyline(`cable/${segment.id}/${index}`, line, {
        strokeWidth: isLan && index === 0 ? 5 : 1.5,
        tooltip,
      }),
    ),
    ...(label === null || name === ""
      ? []
      : [
          text(`cable/${segment.id}/name`, label, name, {
            size: 11,
            mono: true,
            fill: "quiet-text",
            anchor: label.anchor,
          }),
        ]),
  ];
}

function drawHidden({ words }: ViewInput, { hiddenHosts }: HostStagePlan): readonly Mark[] {
  if (hiddenHosts === null) return [];
  const { names, at, room } = hiddenHosts;
  const count = fill(words["more-hosts"], { count: names.length });
  return [
    text("hosts/more", { ...at, room }, count, {
      size: 11,
      fill: "quiet-text",
      tooltip: names.join("\n"),
    }),
  ];
}
