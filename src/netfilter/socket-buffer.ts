import type { MacAddress } from "../packet/frame.js";
import type { Packet } from "../packet/packet.js";
import type { ConnectionState } from "../trace/event/netfilter-event.js";
import type { ConnectionId } from "../trace/id.js";

/** A packet inside one host, with what the kernel keeps beside it: gone when it leaves by a device. */
export interface SocketBuffer {
  readonly packet: Packet;
  readonly mark: number;
  /** The device it came in by; null for a packet of the host's own. */
  readonly input: string | null;
  /** The device it is to leave by; null before routing and on its way to a local process. */
  readonly output: string | null;
  readonly connection: AttachedConnection | null;
  /** The Ethernet header that it came with; null for a packet of the host's own. */
  readonly link: LinkHeader | null;
  /** The ports of the bridge that br_netfilter remembers for a bridged frame; null for a routed packet. */
  readonly bridged: BridgePorts | null;
  /** Of a packet that was put together from pieces, the length of the longest one; null for any other. */
  readonly longestPiece: number | null;
  /** Who owns the socket that sent it; null for what came in, or was made without a socket. */
  readonly owner: SocketOwner | null;
  /** Whether IPVS has had it, as a request or an answer of a connection of its own (the kernel's ipvs_property). */
  readonly isBalanced: boolean;
}

/** The addresses of an Ethernet header. */
export interface LinkHeader {
  readonly source: MacAddress;
  readonly destination: MacAddress;
}

/** The bridge's ports that a bridged frame came in by and is to leave by, as `-m physdev` names them. */
export interface BridgePorts {
  readonly input: string | null;
  readonly output: string | null;
}

/** The user and the group of a socket, by number; null for a socket that the kernel has for itself. */
export interface SocketOwner {
  readonly user: number | null;
  readonly group: number | null;
}

/** A socket of the kernel's own, which no file stands for (linux net/netfilter/xt_owner.c: owner_mt). */
export const KERNEL_SOCKET: SocketOwner = { user: null, group: null };

/** What conntrack attached to the packet; `id` is null for INVALID and UNTRACKED ones. */
export interface AttachedConnection {
  readonly id: ConnectionId | null;
  readonly state: ConnectionState;
  readonly direction: "original" | "reply" | null;
}

/** A packet as it enters a host. */
export function socketBuffer(
  packet: Packet,
  input: string | null,
  output: string | null,
): SocketBuffer {
  return {
    packet,
    mark: 0,
    input,
    output,
    connection: null,
    link: null,
    bridged: null,
    longestPiece: null,
    owner: null,
    isBalanced: false,
  };
}
