import type { EventKind } from "../../trace/event/event.js";
import { CARRIER } from "./carrier.js";
import { CLUSTER } from "./cluster.js";
import type { Tellers } from "./context.js";
import { HOST } from "./host.js";

/** Who tells of hosts, bridges, tunnels, fragments, and of clusters that change: not needed for most. */
export const MORE_TELLERS: Tellers<MoreKind> = { ...HOST, ...CARRIER, ...CLUSTER };

/** The kinds of events that these tell. */
export type MoreKind = EventKind & (keyof typeof HOST | keyof typeof CARRIER | keyof typeof CLUSTER);
