import type { Address } from "../../base/address.js";
import type { Frame, MacAddress } from "../../packet/frame.js";
import type { Packet } from "../../packet/packet.js";
import type { AttachedConnection, SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Emit } from "../../trace/event/event.js";
import type { PacketId } from "../../trace/id.js";
import type { Host } from "../host.js";
import type { NeighbourQuestion } from "../neighbour/neighbour-table.js";
import type { Wires } from "../neighbour/wires.js";

/** Which packet passes, where and when, and who hears of it. */
export interface PassContext {
  readonly host: Host;
  readonly packet: PacketId;
  /** Virtual time, in microseconds. */
  readonly now: number;
  readonly emit: Emit;
  /** What the host's devices are plugged into. */
  readonly wires: Wires;
  /** How many bridges the packet and its copies have passed in all: what ends a loop of bridges. */
  readonly bridged: { passes: number };
  /** A packet that comes of this one, such as a copy or a fragment: its facts go under an id of its own, with this one as parent. */
  born(packet: Packet, program: string): PassContext;
}

/** What became of a packet in one namespace. */
export type PassResult =
  | {
      readonly kind: "transmitted";
      readonly segment: string;
      readonly device: string;
      readonly frame: Frame;
    }
  /** On its way to the host itself, with all that the kernel keeps beside it. */
  | { readonly kind: "looped"; readonly buffer: SocketBuffer }
  | { readonly kind: "delivered"; readonly buffer: SocketBuffer }
  /** Another device of the same host has it, without its having left: macvlan and ipvlan devices hear each other. */
  | {
      readonly kind: "handed";
      readonly device: string;
      readonly frame: Frame;
      readonly mark: number;
    }
  /** A tunnel's device has put it into an outer packet, which is to be sent as one of the host's own. */
  | {
      readonly kind: "encapsulated";
      readonly device: string;
      /** The device that the outer packet has to leave by; null for any. */
      readonly via: string | null;
      readonly outer: SocketBuffer;
    }
  /** The packet was an outer one and ended; what it carried enters by the tunnel's device. */
  | {
      readonly kind: "decapsulated";
      readonly device: string;
      readonly carried: Carried;
      /** What the outer packet was marked with stays. */
      readonly mark: number;
    }
  | Waiting
  | { readonly kind: "several"; readonly parts: readonly PassPart[] }
  | Stopped;

/** The packet waits for a neighbour. */
export interface Waiting {
  readonly kind: "waiting";
  readonly question: NeighbourQuestion;
  /** The address that the packet comes from. */
  readonly source: Address;
  /** Whether nobody has asked yet, so that it has to be done now. */
  readonly isFirst: boolean;
  /** The neighbour has answered. */
  readonly resume: (mac: MacAddress, context: PassContext) => PassResult;
  /** It never did, or the packet had to leave a queue that was full. */
  readonly fail: (context: PassContext) => PassResult;
}

/** One of several packets that a pass ended with. */
export interface PassPart {
  readonly context: PassContext;
  readonly result: PassResult;
}

/** What an outer packet carries: a frame in VXLAN, a packet in IPIP and GRE. */
export type Carried =
  | { readonly kind: "frame"; readonly frame: Frame }
  | { readonly kind: "packet"; readonly packet: Packet };

/** The packet ended here; the kernel may have something to say to its sender. */
export interface Stopped {
  readonly kind: "stopped";
  readonly answer: KernelAnswer | null;
}

/** A packet that the kernel itself makes about another one: an ICMP error or a RST. */
export interface KernelAnswer {
  readonly packet: Packet;
  readonly connection: AttachedConnection | null;
}

/** A packet that IPVS sends to a real server on another host; `before` is as it came to the hook. */
export interface Balanced {
  readonly kind: "balanced";
  readonly buffer: SocketBuffer;
  readonly before: SocketBuffer;
}

/** A packet that goes on. */
export interface Passed {
  readonly kind: "passed";
  readonly buffer: SocketBuffer;
}
