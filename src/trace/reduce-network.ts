import type { TraceEvent } from "./event/event.js";
import type { NetworkEvent } from "./event/network-event.js";
import type { NamespaceId } from "./id.js";
import {
  enteredPass,
  freshPass,
  isInBridge,
  movedTo,
  packetOf,
  passIn,
  passedBy,
  withLastResult,
  withPacket,
} from "./packet-update.js";
import { routedPass } from "./route-update.js";
import { carriedBy, splitFrom } from "./carrier-update.js";
import type { PacketState, TraceState } from "./state.js";

/** The state after a fact of a packet's way: made, routed, moved, ended. */
export function reduceNetwork(state: TraceState, event: TraceEvent & NetworkEvent): TraceState {
  const { namespace } = event;
  if (namespace === null) return state;
  if (event.kind === "packet-created") {
    const made = createdPacket(event, namespace);
    return made === null ? state : withPacket(state, splitFrom(state, made));
  }
  const packet = packetOf(state, event);
  if (packet === null) return state;
  if (event.kind === "packet-encapsulated" || event.kind === "packet-decapsulated") {
    return carriedBy(state, packet, event, namespace);
  }
  return withPacket(state, moved(packet, event, namespace));
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
    inside: null,
    place,
    trail: [place],
    pass: byKernel ? pass : passedBy(pass, "process", "process", "passed"),
    ended: null,
  };
}

type Made = "packet-created" | "packet-encapsulated" | "packet-decapsulated";

function moved(
  packet: PacketState,
  event: Exclude<NetworkEvent, { readonly kind: Made }>,
  namespace: NamespaceId,
): PacketState {
  switch (event.kind) {
    case "route-chosen":
      return { ...packet, pass: routedPass(passIn(packet, namespace), event) };
    case "source-refused": {
      const pass = passIn(packet, namespace);
      const isRouted = pass.stations.at(-1)?.station === "routing";
      return {
        ...packet,
        pass: isRouted
          ? withLastResult(pass, "stopped")
          : passedBy(pass, "routing", "routing", "stopped"),
      };
    }
    case "ttl-decremented":
      return { ...packet, headers: { ...packet.headers, ttl: event.ttl } };
    case "bridge-decided": {
      const result = event.decision === "none" ? "stopped" : "passed";
      return {
        ...movedTo(packet, { namespace, spot: "device", device: event.bridge }),
        pass: passedBy(passIn(packet, namespace), "bridge", "bridge", result),
      };
    }
    case "neighbour-found":
    case "packet-copied":
    case "packet-fragmented":
    case "packet-reassembled":
      return packet;
    case "device-left": {
      const pass = passIn(packet, namespace);
      const isQueued = pass.stations.at(-1)?.station === "qdisc";
      const left = { ...pass, output: event.device };
      return {
        ...movedTo(packet, { namespace, spot: "device", device: event.device }),
        pass: isQueued ? left : passedBy(left, "qdisc", "qdisc", "passed"),
      };
    }
    case "link-crossed":
      if (namespace === event.fromNamespace) return packet;
      // What a namespace keeps beside a packet stays behind there; over lo, which is no link, the mark comes along.
      return {
        ...movedTo(packet, { namespace, spot: "device", device: event.toDevice }),
        mark: 0,
        pass: enteredPass(namespace, event.toDevice),
      };
    case "device-entered":
      return {
        ...movedTo(packet, { namespace, spot: "device", device: event.device }),
        // Entering a device begins a pass, even through a namespace that it has just left (a hairpin). What a bridge
        // hands up to its own host is still on the pass that began at the port.
        pass: isHandedUp(packet, namespace, event.device)
          ? passIn(packet, namespace)
          : enteredPass(namespace, event.device),
      };
    case "packet-ended":
      return ended(packet, event, namespace);
  }
}

function isHandedUp({ pass }: PacketState, namespace: NamespaceId, device: string): boolean {
  return (
    pass !== null &&
    pass.namespace === namespace &&
    pass.output === null &&
    pass.input !== null &&
    pass.input !== device &&
    isInBridge(pass)
  );
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
