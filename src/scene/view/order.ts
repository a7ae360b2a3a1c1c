import { dns } from "./dns/dns.js";
import { flowchart } from "./flowchart/flowchart.js";
import type { View } from "./input.js";
import { rules } from "./rules/rules.js";
import { stage } from "./stage/stage.js";

export type { View } from "./input.js";
export { visibleRules } from "./rules/visible-rules.js";

/** The views, in the order in which a player offers them. */
export const VIEWS: readonly View[] = [
  { name: "stage", draw: stage },
  { name: "flowchart", draw: flowchart },
  { name: "rules", draw: rules },
  { name: "dns", draw: dns },
];
