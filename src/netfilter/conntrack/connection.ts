import type { ConnectionEntry } from "../../trace/event/netfilter-event.js";
import type { ConnectionId } from "../../trace/id.js";
import type { SctpProgress } from "./sctp-progress.js";
import type { TcpProgress } from "./tcp-progress.js";

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
  /** How the ends of an SCTP association address each other; null for others. */
  readonly association: SctpProgress | null;
  /**
   * Whether it lost a race: found by its reply tuple alone, and gone after a second whatever comes
   * (IPS_NAT_CLASH, IPS_FIXED_TIMEOUT).
   */
  readonly lostRace: boolean;
}

/** What a packet does to the connection that it belongs to; `denied` changes it though the packet does not belong. */
export type Advance =
  | { readonly kind: "goes-on" | "ends" | "denied"; readonly connection: Connection }
  | { readonly kind: "invalid" | "reopened" };
