import { en as cluster } from "../message/caption/cluster/en.js";
import { en as host } from "../message/caption/host/en.js";
import { en as nftables } from "../message/caption/nftables/en.js";
import { en as pluginAction } from "../message/caption/plugin-action/en.js";
import { en as sctp } from "../message/caption/sctp/en.js";
import { tables } from "../scene/view/tables/tables.js";
import type { Scene } from "../scene/scene.js";
import type { ViewInput } from "../scene/view/input.js";
import { hostChart } from "../scene/view/hosts/host-chart.js";
import { hostStage } from "../scene/view/hosts/host-stage.js";

export { en } from "../message/view/more/en.js";
export { MORE_TELLERS } from "../scene/caption/more.js";

/** The English sentences that are not of the player's own piece. */
export const captions: typeof host &
  typeof nftables &
  typeof sctp &
  typeof cluster &
  typeof pluginAction = {
  ...host,
  ...nftables,
  ...sctp,
  ...cluster,
  ...pluginAction,
};

/** What only a trace of hosts with bridges, tunnels or cables needs, the tables, and what is said of hosts: a chunk of its own, fetched when the first is shown. */
export const HOST_VIEWS: Readonly<Record<string, (input: ViewInput) => Scene>> = {
  stage: hostStage,
  flowchart: hostChart,
  tables,
};
