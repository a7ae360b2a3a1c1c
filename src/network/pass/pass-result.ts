import type { Frame } from "../../packet/frame.js";
import type { Packet } from "../../packet/packet.js";
import type { AttachedConnection, SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Emit } from "../../trace/event/event.js";
import type { Host } from "../host.js";

/** Where and when a packet passes, and who hears of it. */
export interface PassContext {
  readonly host: Host;
  /** Virtual time, in microseconds. */
  readonly now: number;
  readonly emit: Emit;
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
  | Stopped;

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

/** A packet that goes on. */
export interface Passed {
  readonly kind: "passed";
  readonly buffer: SocketBuffer;
}
