import type { TraceEvent } from "./event/event.js";
import type { IpvsEvent } from "./event/ipvs-event.js";
import type { NamespaceId } from "./id.js";
import { packetOf, passIn, passedBy, withPacket } from "./packet-update.js";
import type { PacketState, TraceState } from "./state.js";
import type { IpvsConnectionEntry } from "./virtual-server.js";

/** The state after a fact of IPVS: its connections, and the packet's place in the chart. */
export function reduceIpvs(state: TraceState, event: TraceEvent & IpvsEvent): TraceState {
  const { namespace } = event;
  if (namespace === null) return state;
  const kept = withEntries(state, event, namespace);
  const packet = packetOf(kept, event);
  return packet === null ? kept : withPacket(kept, passed(packet, event, namespace));
}

function withEntries(state: TraceState, event: IpvsEvent, namespace: NamespaceId): TraceState {
  const before = state.balanced[namespace] ?? {};
  switch (event.kind) {
    case "ipvs-connection-created":
    case "ipvs-connection-updated":
      return withTable(state, namespace, { ...before, [event.connection]: event.entry });
    case "ipvs-connection-expired": {
      const gone = String(event.connection);
      const kept = Object.entries(before).filter(([id]) => id !== gone);
      return withTable(state, namespace, Object.fromEntries(kept));
    }
    case "virtual-server-found":
    case "real-server-scheduled":
    case "ipvs-connection-found":
      return state;
  }
}

function withTable(
  state: TraceState,
  namespace: NamespaceId,
  table: Readonly<Record<number, IpvsConnectionEntry>>,
): TraceState {
  return { ...state, balanced: { ...state.balanced, [namespace]: table } };
}

function passed(packet: PacketState, event: IpvsEvent, namespace: NamespaceId): PacketState {
  switch (event.kind) {
    case "virtual-server-found":
    case "ipvs-connection-found":
      return { ...packet, pass: passedBy(passIn(packet, namespace), event.hook, "ipvs", "passed") };
    case "real-server-scheduled": {
      if (event.realServer !== null) return packet;
      const pass = passIn(packet, namespace);
      const last = pass.stations.at(-1);
      if (last?.station !== "ipvs") return packet;
      const stations = pass.stations.with(-1, { ...last, result: "stopped" });
      return { ...packet, pass: { ...pass, stations } };
    }
    case "ipvs-connection-created":
    case "ipvs-connection-updated":
    case "ipvs-connection-expired":
      return packet;
  }
}
