import type { NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { Connection } from "./connection.js";
import { attachedAs } from "./look-up.js";
import { removeConnection } from "./remove.js";
import { isSameTuple } from "./tuple.js";

// The time of a connection that lost a race, in microseconds.
const LOSER_TIME = 1_000_000;

/**
 * Makes the packet's new connection findable, now that the packet has passed every rule; null where another one has
 * taken its tuples meanwhile, and the packet is dropped (linux nf_conntrack_core.c: __nf_conntrack_confirm).
 */
export function confirmConnection(buffer: SocketBuffer, host: NetfilterHost): SocketBuffer | null {
  const { conntrack } = host;
  const { connection } = buffer;
  const attached =
    connection === null || connection.id === null ? null : conntrack.get(connection.id);
  if (attached === null || attached.entry.confirmed || connection?.direction !== "original")
    return buffer;
  if (conntrack.isRemoved(attached.id)) return null;
  const { protocol, original, reply } = attached.entry;
  const byOriginal = conntrack.find({ protocol, tuple: original })?.connection ?? null;
  const byReply = conntrack.find({ protocol, tuple: reply })?.connection ?? null;
  const winner = byOriginal ?? byReply;
  if (winner === null) {
    confirmed(attached, host);
    return buffer;
  }
  return protocol === "udp" ? resolveClash(buffer, attached, { winner, byReply }, host) : null;
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

// Two datagrams of one socket went side by side, and each began a connection (nf_conntrack_core.c: nf_ct_resolve_clash).
function resolveClash(
  buffer: SocketBuffer,
  loser: Connection,
  { winner, byReply }: { readonly winner: Connection; readonly byReply: Connection | null },
  host: NetfilterHost,
): SocketBuffer | null {
  const { original, reply } = winner.entry;
  const isSame =
    isSameTuple(original, loser.entry.original) && isSameTuple(reply, loser.entry.reply);
  const isUntranslated = !winner.settled.source && !winner.settled.destination;
  const rule = host.conntrack.clashes ?? "by-reply";
  if (isUntranslated || (isSame && rule !== "untranslated-alone")) {
    removeConnection(loser, "clash", host);
    return { ...buffer, connection: attachedAs(winner, "original") };
  }
  if (byReply !== null || rule !== "by-reply") return null;
  // Translated differently: its one answer may still come back, and it is found by that alone.
  const expiresAt = host.now + LOSER_TIME;
  confirmed({ ...loser, lostRace: true, entry: { ...loser.entry, expiresAt } }, host);
  return buffer;
}

function confirmed(connection: Connection, { conntrack, emit }: NetfilterHost): void {
  const { id, entry } = conntrack.confirm(connection);
  emit({ kind: "connection-confirmed", connection: id, entry });
}
