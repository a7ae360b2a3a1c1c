import { announcing } from "../packet/announcing.js";
import type { TraceEvent } from "./event/event.js";
import type { ConnectionEntry, NetfilterEvent, WalkContext } from "./event/netfilter-event.js";
import type { ConnectionId, NamespaceId } from "./id.js";
import { packetOf, passIn, passedBy, withLastResult, withPacket } from "./packet-update.js";
import { defragmented, hookEntered, hookLeft, skipped } from "./hook-update.js";
import { chainLeft, markChanged, ruleHit, walkBegun, walkEnded } from "./reduce-walk.js";
import type { PacketState, Pass, TraceState } from "./state.js";
import { isNft, stationName } from "./nft-station.js";
import { setUpdated } from "./nftables-update.js";
import { tupleText } from "./tuple-text.js";

/** The state after a fact of netfilter: the packet's pass and walk, and the namespace's conntrack table. */
export function reduceNetfilter(state: TraceState, event: TraceEvent & NetfilterEvent): TraceState {
  if (event.namespace === null) return state;
  const learned =
    event.kind === "set-updated"
      ? { ...state, nftables: setUpdated(state.nftables, event.namespace, event) }
      : state;
  const tracked = withConnections(learned, event, event.namespace);
  const packet = packetOf(tracked, event);
  return packet === null ? tracked : withPacket(tracked, passed(packet, event, event.namespace));
}

function withConnections(
  state: TraceState,
  event: NetfilterEvent,
  namespace: NamespaceId,
): TraceState {
  if (event.kind === "connection-expired") {
    const gone = String(event.connection);
    const all = Object.entries(state.connections[namespace] ?? {});
    return withTable(state, namespace, Object.fromEntries(all.filter(([id]) => id !== gone)));
  }
  return "entry" in event
    ? withTable(state, namespace, {
        ...state.connections[namespace],
        [event.connection]: event.entry,
      })
    : state;
}

function withTable(
  state: TraceState,
  namespace: NamespaceId,
  table: Readonly<Record<ConnectionId, ConnectionEntry>>,
): TraceState {
  return { ...state, connections: { ...state.connections, [namespace]: table } };
}

function passed(packet: PacketState, event: NetfilterEvent, namespace: NamespaceId): PacketState {
  const pass = passIn(packet, namespace);
  switch (event.kind) {
    case "hook-entered":
      return hookEntered(packet, pass, event.hook, namespace);
    case "hook-left":
      return { ...packet, pass: hookLeft(pass, event.hook) };
    case "table-entered": {
      const station = stationName(event.table, event.chain);
      const inside = passedBy(pass, event.hook, station, "inside");
      return { ...packet, pass: { ...inside, walk: walkBegun(event) } };
    }
    case "table-left": {
      if (pass.walk === null) return packet;
      const stopped = event.verdict !== "accept";
      const result = stopped
        ? "stopped"
        : hasChanged(packet, pass.walk.context)
          ? "changed"
          : "passed";
      const walk = walkEnded(pass.walk, event);
      return { ...packet, pass: { ...withLastResult(pass, result), walk } };
    }
    case "table-skipped":
      return { ...packet, pass: skipped(pass, event) };
    case "rule-hit":
      if (pass.walk === null) return packet;
      return { ...packet, pass: { ...pass, walk: ruleHit(pass.walk, event, packet.mark) } };
    case "chain-left":
      if (pass.walk === null) return packet;
      return { ...packet, pass: { ...pass, walk: chainLeft(pass.walk, event) } };
    case "packet-marked": {
      const walk = pass.walk === null ? null : markChanged(pass.walk, event.mark);
      return { ...packet, mark: event.mark, pass: { ...pass, walk } };
    }
    case "ttl-set":
      return { ...packet, headers: { ...packet.headers, ttl: event.ttl } };
    case "segment-size-set":
      return { ...packet, headers: announcing(packet.headers, event.maximumSegment) };
    case "connection-looked-up": {
      const { connection: id, state, direction } = event;
      const looked = { ...pass, connection: { id, state, direction } };
      return {
        ...packet,
        pass: passedBy(defragmented(looked), pass.hook ?? "", "conntrack", "passed"),
      };
    }
    case "connection-created":
      return {
        ...packet,
        pass: {
          ...pass,
          connection: { id: event.connection, state: "NEW", direction: "original" },
        },
      };
    case "connection-confirmed":
      return { ...packet, pass: passedBy(pass, pass.hook ?? "", "confirm", "passed") };
    case "connection-updated":
    case "connection-expired":
    case "set-updated":
      return packet;
    case "packet-translated":
      return {
        ...packet,
        headers: event.headers,
        translatedFrom: event.before,
        pass: translatedPass(pass, event.hook),
      };
  }
}

// A table that was left or skipped before its translation was applied has changed the packet all the same.
function translatedPass(pass: Pass, hook: string): Pass {
  const last = pass.stations.at(-1);
  const applies =
    last?.hook === hook &&
    (last.station === "nat" || last.station === "ipvs" || isNft(last.station)) &&
    last.result !== "inside";
  return applies ? withLastResult(pass, "changed") : pass;
}

function hasChanged(packet: PacketState, before: WalkContext): boolean {
  return (
    packet.mark !== before.mark ||
    packet.headers.ttl !== before.headers.ttl ||
    tupleText(packet.headers) !== tupleText(before.headers)
  );
}
