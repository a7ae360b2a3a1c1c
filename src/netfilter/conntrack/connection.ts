import type { ConnectionEntry } from "../../trace/event/netfilter-event.js";
import type { ConnectionId } from "../../trace/id.js";
import type { TcpProgress } from "./tcp-window.js";

/** The two ends of a packet that can be translated. */
export type Side = "source" | "destination";

/** A connection as the kernel keeps it: its entry, and what no listing shows. */
export interface Connection {
  readonly id: ConnectionId;
  readonly entry: ConnectionEntry;
  /** For which ends a translation is settled, be it none (IPS_SRC_NAT_DONE, IPS_DST_NAT_DONE). */
  readonly settled: Readonly<Record<Side, boolean>>;
  /** Virtual time of the first packet, in microseconds. */
  readonly startedAt: number;
  /** How far both ends of a TCP connection have come; null for others. */
  readonly progress: TcpProgress | null;
}
