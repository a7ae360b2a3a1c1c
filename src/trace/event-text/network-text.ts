import type { NetworkEvent } from "../event/network-event.js";
import type { TraceHeader } from "../header.js";
import { reasonText } from "./reason-text.js";

/** A fact of a packet's way in one line. */
export function networkText(event: NetworkEvent, header: TraceHeader): string {
  switch (event.kind) {
    case "packet-created":
      return `sent by ${event.program}${event.parent === null ? "" : `, because of #${event.parent}`}`;
    case "route-chosen":
      return event.route === null
        ? `no route to ${event.destination}`
        : `route ${event.route} (${event.decision}${tableText(event.table)})`;
    case "source-refused":
      return `source refused: ${event.check}`;
    case "ttl-decremented":
      return `ttl ${event.ttl}`;
    case "bridge-decided": {
      const ports = event.ports.length === 0 ? "" : ` to ${event.ports.join(" ")}`;
      return `${event.bridge} ${event.decision} ${event.destination}${ports}`;
    }
    case "packet-copied":
      return `copied for ${event.port} as #${event.copy}`;
    case "packet-encapsulated":
      return `${event.device} puts it into #${event.outer}`;
    case "packet-decapsulated":
      return `${event.device} takes it out of #${event.outer}`;
    case "packet-fragmented":
      return `fragmented to ${event.mtu} bytes${event.by === "link" ? "" : ", as its pieces came"}: ${numbered(event.fragments)}`;
    case "packet-reassembled":
      return `reassembled of ${numbered(event.fragments)}`;
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

// The tables that every host has are not named.
function tableText(table: string | null): string {
  return table === null || table === "main" || table === "local" ? "" : `, table ${table}`;
}

function numbered(packets: readonly number[]): string {
  return packets.map((packet) => `#${packet}`).join(" ");
}
