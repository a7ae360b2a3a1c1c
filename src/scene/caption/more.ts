import type { EventKind } from "../../trace/event/event.js";
import { CARRIER } from "./carrier.js";
import { CLUSTER } from "./cluster.js";
import type { Tellers } from "./context.js";
import { COREDNS } from "./coredns.js";
import { HOST } from "./host.js";
import { IPVS } from "./ipvs.js";
import { NFTABLES } from "./nftables.js";

/** Who tells of hosts, bridges, tunnels, fragments, IPVS, chains of nft, rarer plugins of CoreDNS, and of clusters that change: not needed for most. */
export const MORE_TELLERS: Tellers<MoreKind | keyof typeof NFTABLES | keyof typeof COREDNS> = {
  ...HOST,
  ...CARRIER,
  ...CLUSTER,
  ...IPVS,
  ...NFTABLES,
  ...COREDNS,
};

/** The kinds of events that these tell, and nobody else. */
export type MoreKind = EventKind &
  (
    | keyof typeof HOST
    | keyof typeof CARRIER
    | keyof typeof CLUSTER
    | keyof typeof IPVS
    | "set-updated"
  );
