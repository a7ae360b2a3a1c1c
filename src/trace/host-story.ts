import type { TraceEvent } from "./event/event.js";
import type { HostTables } from "./host-tables.js";
import type { NamespaceId } from "./id.js";
import type { TraceState } from "./state.js";
import { conversationOf, errandOf, type Errand, type Saying, type Telling } from "./story.js";

/** What a bridge does with the first packets of a conversation. */
export const bridgeDecided: Saying<"bridge-decided"> = (event, { after }) => {
  const packet = event.packet === null ? undefined : after.packets[event.packet];
  return packet === undefined || !FIRST.has(errandOf(packet.headers))
    ? null
    : `${event.namespace ?? ""} ${event.bridge} ${event.decision} ${conversationOf(packet.born)}`;
};

/** A conversation goes into a tunnel and comes out of it; told once for each end. */
export const carried: Saying<"packet-encapsulated" | "packet-decapsulated"> = (
  event,
  { after },
) => {
  const packet = event.packet === null ? undefined : after.packets[event.packet];
  return packet === undefined || !FIRST.has(errandOf(packet.headers))
    ? null
    : `${event.kind} ${event.namespace ?? ""} ${conversationOf(packet.born)}`;
};

/** Somebody answered for an address that was asked for, or nobody did. */
export const neighbourChanged: Saying<"neighbour-changed"> = (event, telling) => {
  const { address, mac, state } = event.entry;
  return wasAsked(event, telling) && state !== "INCOMPLETE"
    ? `neighbour ${event.namespace ?? ""} ${address} ${mac ?? "failed"}`
    : null;
};

/** Whether the namespace had asked for this neighbour and waited for an answer. */
export function wasAsked(
  { namespace, entry }: TraceEvent & { readonly kind: "neighbour-changed" },
  { before }: Telling,
): boolean {
  const known = tablesIn(before, namespace)?.neighbours.find(
    ({ address, device }) => address === entry.address && device === entry.device,
  );
  return entry.state === "FAILED" || known?.state === "INCOMPLETE";
}

/** Whether the bridge has learned nothing new. */
export function isKnownPort(
  { namespace, entry }: TraceEvent & { readonly kind: "forwarding-learned" },
  { before }: Telling,
): boolean {
  return (
    tablesIn(before, namespace)?.forwardings.some(
      ({ mac, device }) => mac === entry.mac && device === entry.device,
    ) ?? false
  );
}

function tablesIn(state: TraceState, namespace: NamespaceId | null): HostTables | undefined {
  return namespace === null ? undefined : state.tables[namespace];
}

const FIRST: ReadonlySet<Errand> = new Set(["SYN", "query", "udp", "icmp"] as const);
