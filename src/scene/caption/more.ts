import type { EventKind } from "../../trace/event/event.js";
import { CARRIER } from "./carrier.js";
import type { Tellers } from "./context.js";
import { HOST } from "./host.js";

/** Who tells of hosts, bridges, tunnels and fragments: not needed for most clusters. */
export const MORE_TELLERS: Tellers<MoreKind> = { ...HOST, ...CARRIER };

/** The kinds of events that these tell. */
export type MoreKind = EventKind & (keyof typeof HOST | keyof typeof CARRIER);
