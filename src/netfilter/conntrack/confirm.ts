import type { NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";
import { removeConnection } from "./look-up.js";
import { directed } from "./tuple.js";

/**
 * Makes the packet's new connection findable, now that the packet has passed every rule; false where another one has
 * taken its tuples meanwhile, and the packet is dropped (linux nf_conntrack_core.c: __nf_conntrack_confirm).
 */
export function confirmConnection({ connection }: SocketBuffer, host: NetfilterHost): boolean {
  const { conntrack, emit } = host;
  const attached =
    connection === null || connection.id === null ? null : conntrack.get(connection.id);
  if (attached === null || attached.entry.confirmed || connection?.direction !== "original")
    return true;
  const { protocol, original, reply } = attached.entry;
  const isTaken =
    conntrack.find(directed(protocol, original, "original")) !== null ||
    conntrack.find(directed(protocol, reply, "reply")) !== null;
  if (isTaken || conntrack.isRemoved(attached.id)) return !isTaken;
  const { id, entry } = conntrack.confirm(attached);
  emit({ kind: "connection-confirmed", connection: id, entry });
  return true;
}

/**
 * Forgets the packet's connection if this was its first packet and it got no further: a packet that is dropped, or finds
 * no route between two hooks, leaves nothing behind.
 */
export function releaseConnection({ connection }: SocketBuffer, host: NetfilterHost): void {
  const attached =
    connection === null || connection.id === null ? null : host.conntrack.get(connection.id);
  if (attached !== null && !attached.entry.confirmed && connection?.direction === "original")
    removeConnection(attached, "not-confirmed", host);
}
