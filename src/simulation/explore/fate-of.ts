import { formatEndpoint } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { Branch } from "../../trace/exploration.js";
import type { TraceHeader } from "../../trace/header.js";
import type { PacketId } from "../../trace/id.js";
import type { Trace } from "../../trace/trace.js";

/** What became of a packet, and of the request that sent it. */
export type Fate = Pick<
  Branch,
  "endpoint" | "pod" | "node" | "masqueradedAs" | "disposition" | "outcome" | "status"
>;

/** Reads a packet's fate out of a play that ends with its request. */
export function fateOf({ header, events }: Trace, packet: PacketId): Fate {
  let [to, from]: [Packet | null, Packet | null] = [null, null];
  let ended: (TraceEvent & { readonly kind: "packet-ended" }) | null = null;
  for (const event of events) {
    if (event.packet !== packet) continue;
    if (event.kind === "packet-translated" && event.translation === "dnat") to = event.headers;
    if (event.kind === "packet-translated" && event.translation === "snat") from = event.headers;
    if (event.kind === "packet-ended") ended = event;
  }
  const last = events.findLast((event) => event.kind === "request-ended");
  const request = last?.kind === "request-ended" ? last : null;
  return {
    endpoint: to === null ? null : destinationText(to),
    ...(to === null ? { pod: null, node: null } : ownerOf(header, to)),
    masqueradedAs: from?.source ?? null,
    disposition: ended?.disposition ?? null,
    outcome: request?.outcome ?? null,
    status: request?.status ?? null,
  };
}

/** `10.244.1.3:80`, or the address alone where there are no ports. */
export function destinationText({ destination, transport }: Packet): string {
  return hasPorts(transport) ? formatEndpoint(destination, transport.destinationPort) : destination;
}

function ownerOf(header: TraceHeader, { destination }: Packet): Pick<Branch, "pod" | "node"> {
  const owner = header.namespaces.find(({ tables }) =>
    tables.devices.some(({ addresses }) =>
      addresses.some((owned) => owned.split("/")[0] === destination),
    ),
  );
  const node = header.namespaces.find(({ id }) => id === owner?.node);
  if (owner?.kind === "node") return { pod: null, node: owner.name };
  return { pod: owner?.kind === "pod" ? owner.name : null, node: node?.name ?? null };
}
