import type { TraceEvent } from "./event/event.js";
import type { NetworkEvent } from "./event/network-event.js";
import type { NamespaceId, PacketId } from "./id.js";
import { enteredPass, movedTo, withPacket } from "./packet-update.js";
import type { PacketState, TraceState } from "./state.js";

/** The state after a packet was put into an outer one, or taken out of it: then it is where that one was, and has gone its way. */
export function carriedBy(
  state: TraceState,
  packet: PacketState,
  event: TraceEvent &
    NetworkEvent & { readonly kind: "packet-encapsulated" | "packet-decapsulated" },
  namespace: NamespaceId,
): TraceState {
  const { device, outer } = event;
  const place = { namespace, spot: "device", device } as const;
  if (event.kind === "packet-encapsulated") {
    return withPacket(state, { ...movedTo(packet, place), inside: outer });
  }
  const carrier = state.packets[outer];
  const trail = carrier === undefined ? packet.trail : [...packet.trail, ...carrier.trail];
  return withPacket(state, {
    ...movedTo({ ...packet, trail }, place),
    mark: 0,
    inside: null,
    pass: enteredPass(namespace, device),
  });
}

/** Whether a packet waits inside this one. */
export function carriesAny(packets: TraceState["packets"], outer: PacketId): boolean {
  const all: readonly PacketState[] = Object.values(packets);
  return all.some(({ inside }) => inside === outer);
}

/** A packet as it was made; a copy or a fragment goes on from where the packet was that it was made of. */
export function splitFrom(state: TraceState, made: PacketState): PacketState {
  const whole = made.parent === null ? undefined : state.packets[made.parent];
  const isPart =
    whole !== undefined &&
    made.program === "kernel" &&
    whole.place.namespace === made.place.namespace &&
    whole.headers.source === made.headers.source &&
    whole.headers.destination === made.headers.destination &&
    whole.headers.transport.protocol === made.headers.transport.protocol;
  return isPart
    ? { ...made, mark: whole.mark, place: whole.place, trail: [whole.place], pass: whole.pass }
    : made;
}
