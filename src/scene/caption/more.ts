import type { EventKind } from "../../trace/event/event.js";
import { CARRIER } from "./carrier.js";
import { CLUSTER } from "./cluster.js";
import type { Tellers } from "./context.js";
import { HOST } from "./host.js";
import { IPVS } from "./ipvs.js";
import { NFTABLES } from "./nftables.js";

/** Who tells of hosts, bridges, tunnels, fragments, IPVS, chains of nft, and of clusters that change: not needed for most. */
export const MORE_TELLERS: Tellers<MoreKind | keyof typeof NFTABLES> = {
  ...HOST,
  ...CARRIER,
  ...CLUSTER,
  ...IPVS,
  ...NFTABLES,
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
