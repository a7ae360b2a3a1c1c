import type { TraceEvent } from "./event/event.js";
import type { NamespaceId } from "./id.js";
import type { PacketState, Pass, PassedStation, Place, TraceState } from "./state.js";

/** The packet that an event is about; null where it names none, or one that was never made. */
export function packetOf(state: TraceState, event: TraceEvent): PacketState | null {
  return event.packet === null ? null : (state.packets[event.packet] ?? null);
}

/** The state with one packet's new value. */
export function withPacket(state: TraceState, packet: PacketState): TraceState {
  return { ...state, packets: { ...state.packets, [packet.id]: packet } };
}

/** The packet at another place; the trail grows only where it really moved. */
export function movedTo(packet: PacketState, place: Place): PacketState {
  return isSamePlace(packet.place, place)
    ? packet
    : { ...packet, place, trail: [...packet.trail, place] };
}

/** A pass through a namespace in which nothing has happened yet. */
export function freshPass(namespace: NamespaceId): Pass {
  return {
    namespace,
    hook: null,
    hooks: [],
    input: null,
    output: null,
    stations: [],
    walk: null,
    connection: null,
    route: null,
  };
}

/** A pass that begins at a device. */
export function enteredPass(namespace: NamespaceId, device: string): Pass {
  return passedBy({ ...freshPass(namespace), input: device }, "ingress", "ingress", "passed");
}

/** Whether a bridge has the frame, or had it in this pass. */
export function isInBridge({ stations, hooks }: Pass): boolean {
  return (
    stations.some(({ hook }) => hook === "bridge") ||
    hooks.some(({ hook }) => hook.startsWith(BRIDGE))
  );
}

/** What the names of a bridge's hooks begin with. */
export const BRIDGE = "bridge ";

/** The packet's pass through this namespace, begun now where it is in another one. */
export function passIn(packet: PacketState, namespace: NamespaceId): Pass {
  return packet.pass?.namespace === namespace ? packet.pass : freshPass(namespace);
}

/** The pass with one more box of the flowchart. */
export function passedBy(
  pass: Pass,
  hook: string,
  station: string,
  result: PassedStation["result"],
): Pass {
  return { ...pass, stations: [...pass.stations, { hook, station, result }] };
}

/** The pass with another result for its last box. */
export function withLastResult(pass: Pass, result: PassedStation["result"]): Pass {
  const last = pass.stations.at(-1);
  return last === undefined
    ? pass
    : { ...pass, stations: pass.stations.with(-1, { ...last, result }) };
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.namespace === b.namespace && a.spot === b.spot && a.device === b.device;
}
