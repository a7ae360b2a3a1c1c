import type { ConnectionEntry } from "../../trace/event/netfilter-event.js";
import type { Hook } from "../hook.js";
import type { HostView, WayMtu } from "../host-view.js";
import type { Ipvs } from "../ipvs/ipvs.js";
import type { IpSets } from "../ipset/ip-set.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { MatchMemory } from "./match-memory.js";

/** What a rule can ask beside a walk's recorded context: the packet's host as it is at this moment. */
export interface Surroundings {
  readonly hook: Hook;
  /** The packet with its Ethernet header, its bridge's ports and its socket's owner, as it came to the table. */
  readonly buffer: SocketBuffer;
  /** Its conntrack entry; null for a packet that conntrack does not know. */
  readonly connection: ConnectionEntry | null;
  readonly direction: "original" | "reply" | null;
  readonly view: HostView;
  readonly wayMtu: WayMtu | null;
  /** The sets of `ipset`. */
  readonly sets: IpSets;
  /** The virtual servers of IPVS. */
  readonly ipvs: Ipvs;
  /** What matches keep from packet to packet. */
  readonly memory: MatchMemory;
  /** Virtual time, in microseconds. */
  readonly now: number;
}
