import type { NeighbourQuestion } from "../network/neighbour/neighbour-table.js";
import type { Waiting } from "../network/pass/pass-result.js";
import type { NamespaceId, PacketId } from "../trace/id.js";

// linux Documentation/networking/ip-sysctl.rst: unres_qlen, in packets.
const LONGEST = 101;

/** A packet that waits for a neighbour. */
export interface QueuedPacket {
  readonly id: PacketId;
  readonly waiting: Waiting;
}

/** The packets of all hosts that wait for neighbours. */
export interface NeighbourQueues {
  /** Queues a packet; a full queue gives its oldest one up, which is returned. */
  add(namespace: NamespaceId, packet: QueuedPacket): QueuedPacket | null;
  /** The packet that has come last; null where none waits. */
  newest(namespace: NamespaceId, question: NeighbourQuestion): QueuedPacket | null;
  /** Empties the queue of a neighbour. */
  takeAll(namespace: NamespaceId, question: NeighbourQuestion): readonly QueuedPacket[];
}

/** Nobody waits. */
export function createNeighbourQueues(): NeighbourQueues {
  const queues = new Map<string, QueuedPacket[]>();
  return {
    add: (namespace, packet) => {
      const key = keyOf(namespace, packet.waiting.question);
      const queue = queues.get(key) ?? [];
      queues.set(key, queue);
      queue.push(packet);
      return queue.length > LONGEST ? (queue.shift() ?? null) : null;
    },
    newest: (namespace, question) => queues.get(keyOf(namespace, question))?.at(-1) ?? null,
    takeAll: (namespace, question) => {
      const key = keyOf(namespace, question);
      const queue = queues.get(key) ?? [];
      queues.delete(key);
      return queue;
    },
  };
}

function keyOf(namespace: NamespaceId, { device, address }: NeighbourQuestion): string {
  return `${namespace} ${device} ${address}`;
}
