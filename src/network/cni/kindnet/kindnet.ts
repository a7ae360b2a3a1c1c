import type { Cni } from "../cni.js";
import { buildKindnet } from "./build-kindnet.js";
import { masqAgentEdits } from "./masq-agent.js";

/** kindnet: the ptp plugin and a route to each other node's pod range. */
export const kindnet: Cni = {
  build: buildKindnet,
  edits: ({ settings }, _node, family) => masqAgentEdits(settings.podRanges, family),
};
