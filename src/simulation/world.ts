import type { Host } from "../network/host.js";
import type { AttachedConnection } from "../netfilter/socket-buffer.js";
import type { Segment } from "../network/segment.js";
import type { Packet } from "../packet/packet.js";
import type { NamespaceId, PacketId } from "../trace/id.js";
import type { NominalTimes } from "./nominal.js";
import type { QueryBook } from "./query-book.js";
import type { Recorder } from "./recorder.js";
import type { Scheduler } from "./scheduler/scheduler.js";
import type { SocketTable } from "./socket/socket-table.js";

/** Everything that takes part in a simulation. */
export interface World {
  readonly scheduler: Scheduler;
  readonly recorder: Recorder;
  readonly nominal: NominalTimes;
  readonly stacks: ReadonlyMap<NamespaceId, Stack>;
  readonly segments: ReadonlyMap<string, Segment>;
  readonly queries: QueryBook;
  /** Makes a packet and plans its pass out of its namespace. */
  launch(stack: Stack, packet: Packet, origin: Origin): void;
}

/** A namespace with its sockets. */
export interface Stack {
  readonly id: NamespaceId;
  readonly host: Host;
  readonly sockets: SocketTable;
}

/** Who made a packet, and which other one it answers or is about. */
export interface Origin {
  /** `curl`, `coredns`, `kernel`. */
  readonly program: string;
  readonly parent: PacketId | null;
  /** What the kernel attached to an answer of its own; null for packets of sockets. */
  readonly connection: AttachedConnection | null;
}
