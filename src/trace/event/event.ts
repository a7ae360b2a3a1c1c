import type { NamespaceId, PacketId } from "../id.js";
import type { ClusterEvent } from "./cluster-event.js";
import type { DnsEvent } from "./dns-event.js";
import type { HostEvent } from "./host-event.js";
import type { IpvsEvent } from "./ipvs-event.js";
import type { NetfilterEvent } from "./netfilter-event.js";
import type { NetworkEvent } from "./network-event.js";
import type { PlayEvent } from "./play-event.js";

/** What happened, without when and where: the past facts that the stages report. */
export type EventBody =
  PlayEvent | NetworkEvent | HostEvent | NetfilterEvent | IpvsEvent | DnsEvent | ClusterEvent;

/** When and where something happened, and to which packet. */
export interface EventStamp {
  /** Virtual time, in microseconds. */
  readonly at: number;
  readonly namespace: NamespaceId | null;
  readonly packet: PacketId | null;
}

/** One past fact of a trace. */
export type TraceEvent = EventStamp & EventBody;

/** The names of all events. */
export type EventKind = EventBody["kind"];

/** Takes the facts of a stage as they happen; the caller adds when and where. */
export type Emit = (body: EventBody) => void;
