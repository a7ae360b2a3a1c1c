import type { Cni } from "../cni.js";
import { USUAL_PORTMAP } from "../portmap/port-mapping.js";
import { buildKindnet, kindnetAddresses } from "./build-kindnet.js";
import { masqAgentEdits } from "./masq-agent.js";
import { vethName } from "./veth-pair.js";

/** kindnet: the ptp plugin and a route to each other node's pod range. */
export const kindnet: Cni = {
  build: buildKindnet,
  edits: ({ settings }, _node, family) => masqAgentEdits(settings.podRanges, family),
  // kubernetes-sigs/kind images/kindnetd/cmd/kindnetd/cni.go: 10-kindnet.conflist.
  portMapping: () => ({
    ...USUAL_PORTMAP,
    network: "kindnet",
    addresses: kindnetAddresses,
    device: vethName,
  }),
};
