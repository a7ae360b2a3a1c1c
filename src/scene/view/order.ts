import { dns } from "./dns/dns.js";
import { flowchart } from "./flowchart/flowchart.js";
import type { View } from "./input.js";
import { rules } from "./rules/rules.js";
import { hostChart } from "./hosts/host-chart.js";
import { hostStage } from "./hosts/host-stage.js";
import { needsHosts } from "../layout/hosts/needs-hosts.js";
import type { TraceHeader } from "../../trace/header.js";
import { tables } from "./tables/tables.js";
import { stage } from "./stage/stage.js";

export type { View } from "./input.js";
export { visibleRules } from "./rules/visible-rules.js";

/** The views, in the order in which a player offers them. */
export const VIEWS: readonly View[] = [
  { name: "stage", draw: (input) => stageFor(input.trace.header)(input) },
  {
    name: "flowchart",
    draw: (input) => (needsHosts(input.trace.header) ? hostChart(input) : flowchart(input)),
  },
  { name: "rules", draw: rules },
  { name: "tables", draw: tables },
  { name: "dns", draw: dns },
];

/** The stage that a trace needs: a cluster's, or that of hosts with all their devices. */
export function stageFor(header: TraceHeader): View["draw"] {
  return needsHosts(header) ? hostStage : stage;
}
