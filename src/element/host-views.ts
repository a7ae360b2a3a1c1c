import type { View } from "../scene/view/input.js";
import { hostChart } from "../scene/view/hosts/host-chart.js";
import { hostStage } from "../scene/view/hosts/host-stage.js";

/** What only a trace of hosts with bridges, tunnels or cables needs: a chunk of its own, fetched with the first such trace. */
export const HOST_VIEWS: Readonly<Record<string, View["draw"]>> = {
  stage: hostStage,
  flowchart: hostChart,
};
