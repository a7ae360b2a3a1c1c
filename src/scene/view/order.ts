import { branches } from "./branches/branches.js";
import { dns } from "./dns/dns.js";
import { flowchart } from "./flowchart/flowchart.js";
import type { View } from "./input.js";
import { rules } from "./rules/rules.js";
import { hostChart } from "./hosts/host-chart.js";
import { hostStage } from "./hosts/host-stage.js";
import { needsHosts } from "../layout/hosts/needs-hosts.js";
import { wholeTrace } from "../layout/whole-trace.js";
import type { Trace } from "../../trace/trace.js";
import { tables } from "./tables/tables.js";
import { stage } from "./stage/stage.js";

export type { View } from "./input.js";

/** The views, in the order in which a player offers them. */
export const VIEWS: readonly View[] = [
  { name: "stage", draw: (input) => stageFor(input.trace)(input) },
  {
    name: "flowchart",
    draw: (input) =>
      needsHosts(wholeTrace(input.trace).header) ? hostChart(input) : flowchart(input),
  },
  { name: "rules", draw: rules },
  { name: "tables", draw: tables },
  { name: "dns", draw: dns },
  { name: "branches", draw: branches },
];

/** The stage that a trace needs: a cluster's, or that of hosts with all their devices. */
export function stageFor(trace: Trace): View["draw"] {
  return needsHosts(wholeTrace(trace).header) ? hostStage : stage;
}
