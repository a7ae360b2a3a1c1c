import type { TraceEvent } from "./event/event.js";
import type { NetworkEvent } from "./event/network-event.js";
import type { NamespaceId } from "./id.js";
import {
  freshPass,
  movedTo,
  packetOf,
  passIn,
  passedBy,
  withLastResult,
  withPacket,
} from "./packet-update.js";
import type { PacketState, TraceState } from "./state.js";

/** The state after a fact of a packet's way: made, routed, moved, ended. */
export function reduceNetwork(state: TraceState, event: TraceEvent & NetworkEvent): TraceState {
  const { namespace } = event;
  if (namespace === null) return state;
  if (event.kind === "packet-created") {
    const made = createdPacket(event, namespace);
    return made === null ? state : withPacket(state, made);
  }
  const packet = packetOf(state, event);
  return packet === null ? state : withPacket(state, moved(packet, event, namespace));
}

function createdPacket(
  event: TraceEvent & { readonly kind: "packet-created" },
  namespace: NamespaceId,
): PacketState | null {
  if (event.packet === null) return null;
  // What the kernel itself sends (a reset, an ICMP error) comes out of the stack, not out of a process.
  const byKernel = event.program === "kernel";
  const place = { namespace, spot: byKernel ? "stack" : "process", device: null } as const;
  const pass = freshPass(namespace);
  return {
    id: event.packet,
    program: event.program,
    parent: event.parent,
    born: event.headers,
    headers: event.headers,
    translatedFrom: null,
    mark: 0,
    place,
    trail: [place],
    pass: byKernel ? pass : passedBy(pass, "process", "process", "passed"),
    ended: null,
  };
}

function moved(
  packet: PacketState,
  event: Exclude<NetworkEvent, { readonly kind: "packet-created" }>,
  namespace: NamespaceId,
): PacketState {
  switch (event.kind) {
    case "route-chosen": {
      const { route: text, device, gateway, decision } = event;
      const pass = { ...passIn(packet, namespace), route: { text, device, gateway, decision } };
      const result = decision === "none" ? "stopped" : "passed";
      return { ...packet, pass: passedBy(pass, "routing", "routing", result) };
    }
    case "ttl-decremented":
      return { ...packet, headers: { ...packet.headers, ttl: event.ttl } };
    case "neighbour-found":
      return packet;
    case "device-left":
      return movedTo(packet, { namespace, spot: "device", device: event.device });
    case "link-crossed":
      if (namespace === event.fromNamespace) return packet;
      // What a namespace keeps beside a packet stays behind there; over lo, which is no link, the mark comes along.
      return {
        ...movedTo(packet, { namespace, spot: "device", device: event.toDevice }),
        mark: 0,
        pass: freshPass(namespace),
      };
    case "device-entered":
      // Entering a device always begins a pass, even through a namespace that it has just left (a hairpin).
      return {
        ...movedTo(packet, { namespace, spot: "device", device: event.device }),
        pass: freshPass(namespace),
      };
    case "packet-ended":
      return ended(packet, event, namespace);
  }
}

function ended(
  packet: PacketState,
  event: NetworkEvent & { readonly kind: "packet-ended" },
  namespace: NamespaceId,
): PacketState {
  const { disposition, reason } = event;
  const pass = passIn(packet, namespace);
  if (disposition === "delivered" || disposition === "consumed") {
    const toProcess = reason.kind === "socket";
    const place = { namespace, spot: toProcess ? "process" : "stack", device: null } as const;
    return {
      ...movedTo(packet, place),
      pass: toProcess ? passedBy(pass, "process", "process", "passed") : pass,
      ended: { disposition, reason },
    };
  }
  return { ...packet, pass: withLastResult(pass, "stopped"), ended: { disposition, reason } };
}
