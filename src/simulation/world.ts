import type { Host } from "../network/host.js";
import type { AttachedConnection, SocketOwner } from "../netfilter/socket-buffer.js";
import type { PassResult } from "../network/pass/pass-result.js";
import type { Segment } from "../network/segment.js";
import type { DnsMessage } from "../packet/dns-message.js";
import type { Packet } from "../packet/packet.js";
import type { NamespaceId, PacketId, QueryId } from "../trace/id.js";
import type { Carriage } from "./carriage.js";
import type { Links } from "./links.js";
import type { NeighbourQueues } from "./neighbour-queue.js";
import type { NominalTimes } from "./nominal.js";
import type { Life } from "./process/life.js";
import type { Recorder } from "./recorder.js";
import type { Scheduler } from "./scheduler/scheduler.js";
import type { SocketTable } from "./socket/socket-table.js";

/** Everything that takes part in a simulation. */
export interface World {
  readonly scheduler: Scheduler;
  readonly recorder: Recorder;
  readonly nominal: NominalTimes;
  readonly stacks: Map<NamespaceId, Stack>;
  readonly segments: Map<string, Segment>;
  /** Namespaces that are no more; nothing leaves them, and nothing arrives. */
  readonly gone: Set<NamespaceId>;
  /** The servers that were started in each namespace, each with the port that it listens on. */
  readonly servers: Map<NamespaceId, readonly RunningServer[]>;
  /** How well the segments carry frames. */
  readonly links: Links;
  /** Which packets are on their way inside others. */
  readonly carriage: Carriage;
  /** Who waits for neighbours. */
  readonly queues: NeighbourQueues;
  /** How many bridges each packet has passed; copies count together. */
  readonly bridged: Map<PacketId, { passes: number }>;
  /** Which DNS query each packet on its way asks; the message itself carries a 16-bit id alone. */
  readonly queries: Map<PacketId, QueryId>;
  /** Which DNS query each message asks that was sent over a stream. */
  readonly asked: WeakMap<DnsMessage, QueryId>;
  /** Gives out the next query's id. */
  nextQuery(): QueryId;
  /** Makes a packet and plans its pass out of its namespace. */
  launch(stack: Stack, packet: Packet, origin: Origin): void;
}

/** A server at work. */
export interface RunningServer {
  readonly program: string;
  readonly port: number;
  readonly life: Life;
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
  /** The mark that it is sent with (SO_MARK). */
  readonly mark?: number;
  /** The DNS query that the packet asks. */
  readonly query?: QueryId | null;
  /** Who owns the socket that it is of; absent for what the kernel makes. */
  readonly owner?: SocketOwner;
  /** Hears what became of it on its way out of its own host, before anything follows from that. */
  readonly onSent?: (packet: PacketId, result: PassResult) => void;
}
