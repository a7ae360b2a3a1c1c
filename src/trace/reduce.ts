import { byGroup } from "./event/by-group.js";
import type { TraceEvent } from "./event/event.js";
import { isOfSync, reduceCluster } from "./reduce-cluster.js";
import { reduceDns } from "./reduce-dns.js";
import { carriesAny } from "./carrier-update.js";
import { reduceHost } from "./reduce-host.js";
import { reduceIpvs } from "./reduce-ipvs.js";
import { reduceNetfilter } from "./reduce-netfilter.js";
import { reduceNetwork } from "./reduce-network.js";
import { reducePlay } from "./reduce-play.js";
import type { PacketId } from "./id.js";
import type { PacketState, TraceState } from "./state.js";

/** What is true after one more event. Parts that the event does not touch are shared with the state before. */
export function reduce(state: TraceState, event: TraceEvent): TraceState {
  const next = advance(state, event);
  return byGroup(event, {
    play: (known) => reducePlay(next, known),
    network: (known) => reduceNetwork(next, known),
    host: (known) => reduceHost(next, known),
    netfilter: (known) => reduceNetfilter(next, known),
    ipvs: (known) => reduceIpvs(next, known),
    dns: (known) => reduceDns(next, known),
    cluster: (known) => reduceCluster(next, known),
    unknown: () => next,
  });
}

function advance(state: TraceState, event: TraceEvent): TraceState {
  const focus = isKnown(state, event) ? event.packet : state.focus;
  return {
    ...state,
    index: state.index + 1,
    at: event.at,
    focus,
    synced: state.synced.length === 0 || isOfSync(event) ? state.synced : [],
    packets: focus === state.focus ? state.packets : withoutEnded(state.packets, focus),
  };
}

// A fact that names a packet long gone (a timer, a socket) does not call it back.
function isKnown(state: TraceState, { kind, packet }: TraceEvent): boolean {
  return packet !== null && (kind === "packet-created" || state.packets[packet] !== undefined);
}

// Only one ended packet is kept: the one that the picture still shows. An outer packet that ended is needed until what
// it carried was taken out.
function withoutEnded(
  packets: TraceState["packets"],
  focus: PacketId | null,
): TraceState["packets"] {
  const all: readonly PacketState[] = Object.values(packets);
  const kept = all.filter(
    (packet) => packet.ended === null || packet.id === focus || carriesAny(packets, packet.id),
  );
  return kept.length === all.length
    ? packets
    : Object.fromEntries(kept.map((packet) => [packet.id, packet]));
}
