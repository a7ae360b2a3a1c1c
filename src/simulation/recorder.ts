import { assert } from "../base/assert.js";
import type { Emit, EventBody, TraceEvent } from "../trace/event/event.js";
import { packetId } from "../trace/id.js";
import type { NamespaceId, PacketId } from "../trace/id.js";

/** Writes down what happens, with when and where. */
export interface Recorder {
  readonly events: readonly TraceEvent[];
  /** Where each packet that has not ended was last heard of. */
  readonly live: ReadonlyMap<PacketId, NamespaceId>;
  /** Gives out the next packet's id. */
  nextPacket(): PacketId;
  emit(namespace: NamespaceId | null, packet: PacketId | null, body: EventBody): void;
  /** Takes the facts about one packet in one namespace. */
  emitter(namespace: NamespaceId, packet: PacketId | null): Emit;
}

/** An empty record; `now` is the virtual clock, and `lostWith` tells which packet is lost with one that ended. */
export function createRecorder(
  now: () => number,
  lostWith: (ended: PacketId) => PacketId | null = () => null,
): Recorder {
  const events: TraceEvent[] = [];
  const live = new Map<PacketId, NamespaceId>();
  let packets = 0;

  const emit: Recorder["emit"] = (namespace, packet, body) => {
    events.push({ at: now(), namespace, packet, ...body });
    if (packet === null || namespace === null) return;
    if (body.kind !== "packet-ended") {
      if (body.kind === "packet-created" || live.has(packet)) live.set(packet, namespace);
      return;
    }
    assert(live.delete(packet), `packet ${packet} ended twice`);
    const { kind } = body.reason;
    if (kind === "decapsulated" || kind === "end-of-play") return;
    const inner = lostWith(packet);
    if (inner === null || !live.has(inner)) return;
    const reason = { kind: "outer-lost", outer: packet } as const;
    emit(namespace, inner, { kind: "packet-ended", disposition: "lost", reason });
  };

  return {
    events,
    live,
    nextPacket: () => packetId(++packets),
    emit,
    emitter: (namespace, packet) => (body) => {
      emit(namespace, packet, body);
    },
  };
}
