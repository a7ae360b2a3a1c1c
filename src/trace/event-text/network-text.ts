import type { EndReason, NetworkEvent } from "../event/network-event.js";
import type { TraceHeader } from "../header.js";

/** A fact of a packet's way in one line. */
export function networkText(event: NetworkEvent, header: TraceHeader): string {
  switch (event.kind) {
    case "packet-created":
      return `sent by ${event.program}${event.parent === null ? "" : `, because of #${event.parent}`}`;
    case "route-chosen":
      return event.route === null
        ? `no route to ${event.destination}`
        : `route ${event.route} (${event.decision})`;
    case "ttl-decremented":
      return `ttl ${event.ttl}`;
    case "neighbour-found":
      return `${event.address} is at ${event.mac} on ${event.device}`;
    case "device-left":
      return `out of ${event.device}`;
    case "link-crossed": {
      const segment = header.segments.find(({ id }) => id === event.segment);
      const from = header.namespaces.find(({ id }) => id === event.fromNamespace);
      const link = segment?.kind === "lan" ? "LAN" : (segment?.kind ?? event.segment);
      return `${link} ${event.fromDevice} of ${from?.name ?? event.fromNamespace} -> ${event.toDevice}`;
    }
    case "device-entered":
      return `into ${event.device}`;
    case "packet-ended":
      return `${event.disposition}: ${reasonText(event.reason)}`;
  }
}

function reasonText(reason: EndReason): string {
  switch (reason.kind) {
    case "socket":
      return `${reason.program} on port ${reason.port}`;
    case "no-socket":
      return `nothing listens on port ${reason.port}`;
    case "rule": {
      const by = reason.rule === null ? "policy" : `rule ${reason.rule}`;
      return `${reason.table} ${reason.chain} ${by}`;
    }
    case "no-route":
      return `no route to ${reason.destination}`;
    case "ttl":
      return "its time to live ran out";
    case "no-neighbour":
      return `nobody has ${reason.address}`;
    case "outside":
      return `nothing in the scenario has ${reason.destination}`;
    case "not-for-us":
      return "not for this host";
    case "reroute-failed":
      return `no route to ${reason.destination} after its translation`;
    case "unknown-match":
      return `${reason.table} ${reason.chain} rule ${reason.rule} has a match that is not simulated`;
    case "end-of-play":
      return "the play ended";
  }
}
