import { tables } from "../scene/view/tables/tables.js";
import type { View } from "../scene/view/input.js";
import { hostChart } from "../scene/view/hosts/host-chart.js";
import { hostStage } from "../scene/view/hosts/host-stage.js";

export { en } from "../message/view/more/en.js";
import { en as host } from "../message/caption/host/en.js";
import { en as sctp } from "../message/caption/sctp/en.js";

/** The English sentences of what is rare in a cluster. */
export const captions: typeof host & typeof sctp = { ...host, ...sctp };
export { MORE_TELLERS } from "../scene/caption/more.js";

/** What only a trace of hosts with bridges, tunnels or cables needs, the tables, and what is said of hosts: a chunk of its own, fetched when the first is shown. */
export const HOST_VIEWS: Readonly<Record<string, View["draw"]>> = {
  stage: hostStage,
  flowchart: hostChart,
  tables,
};
