import type { Address } from "../../base/address.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { NamespaceId, PacketId } from "../../trace/id.js";
import type { Packet } from "../../packet/packet.js";

/** A packet that a server took, or that a kernel answered, with the source that it had there. */
export interface Served {
  readonly namespace: NamespaceId;
  readonly source: Address;
  /** Null where the kernel itself answers: an echo request. */
  readonly program: string | null;
}

// Programs that ask: what comes to them are answers.
const CLIENTS: ReadonlySet<string> = new Set([
  "curl",
  "dig",
  "nslookup",
  "ping",
  "connect",
  "send",
]);

/** What was served by whom, in order, whatever the servers speak. */
export function servedPackets(events: readonly TraceEvent[]): readonly Served[] {
  const headers = new Map<PacketId, Packet>();
  return events.flatMap((event): readonly Served[] => {
    const { packet, namespace } = event;
    if (packet === null || namespace === null) return [];
    if (event.kind === "packet-created" || event.kind === "packet-translated") {
      headers.set(packet, event.headers);
      return [];
    }
    if (event.kind !== "packet-ended" || event.disposition !== "delivered") return [];
    const source = headers.get(packet)?.source;
    const program = takerOf(event.reason);
    return source === undefined || program === undefined ? [] : [{ namespace, source, program }];
  });
}

// Undefined where no server took it.
function takerOf(
  reason: (TraceEvent & { readonly kind: "packet-ended" })["reason"],
): string | null | undefined {
  if (reason.kind === "echo") return null;
  return reason.kind === "socket" && !CLIENTS.has(reason.program) ? reason.program : undefined;
}
