import { assert } from "../../base/assert.js";
import type { IcmpMessage, Packet } from "../../packet/packet.js";
import type { ConnectionState } from "../../trace/event/netfilter-event.js";
import type { ConnectionId } from "../../trace/id.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { AttachedConnection, SocketBuffer } from "../socket-buffer.js";
import type { Connection } from "./connection.js";
import type { FoundConnection } from "./conntrack.js";
import { advance } from "./advance.js";
import { removeConnection } from "./remove.js";
import { makeRoom } from "./room.js";
import { startConnection } from "./start.js";
import { inversePacketTuple, tupleOf } from "./tuple.js";
import type { PacketTuple } from "./tuple.js";

const INVALID: AttachedConnection = { id: null, state: "INVALID", direction: null };
const UNTRACKED: AttachedConnection = { id: null, state: "UNTRACKED", direction: null };

/**
 * Attaches the packet's connection to it, a new one where none is known; null where there is no room for a new one, and
 * the packet is dropped (linux nf_conntrack_core.c: nf_conntrack_in).
 */
export function lookUpConnection(buffer: SocketBuffer, host: NetfilterHost): SocketBuffer | null {
  const { packet } = buffer;
  const { transport } = packet;
  // Seen before: a packet on its second way through, over lo; one without tracking; or an answer of the kernel's own,
  // which was given the connection of the packet that it is about.
  if (buffer.connection !== null) return lookedUp(buffer, buffer.connection, host);
  if (transport.protocol === "icmp") {
    if (isNeighbourTalk(packet.family, transport)) return lookedUp(buffer, UNTRACKED, host);
    if (transport.quoted !== null)
      return lookedUp(buffer, relatedTo(packet, transport.quoted, host), host);
  }
  const tuple = tupleOf(packet);
  if (tuple === null) return lookedUp(buffer, INVALID, host);
  const found = findConnection(tuple, host);
  if (found === null) return begun(buffer, tuple, host);
  if (isUnseen(found, host)) return begun(buffer, tuple, host, found.connection.id);
  return continued(buffer, found, host);
}

// Two processors that take two first datagrams at the same moment have both looked before either entry is confirmed.
function isUnseen(
  { connection: { startedAt, entry }, direction }: FoundConnection,
  { conntrack, now }: NetfilterHost,
): boolean {
  const isFirst = entry.protocol === "udp" && direction === "original" && !entry.seenReply;
  return conntrack.clashes !== null && isFirst && startedAt === now;
}

/** The connection that a tuple belongs to; one whose time has run out is removed on the way. */
export function findConnection(tuple: PacketTuple, host: NetfilterHost): FoundConnection | null {
  const found = host.conntrack.find(tuple);
  if (found === null || found.connection.entry.expiresAt > host.now) return found;
  removeConnection(found.connection, "expired", host);
  return null;
}

/** Keeps what has become of a connection, and says so where it is listed. */
export function updateConnection(
  before: Connection,
  after: Connection,
  { conntrack, emit }: NetfilterHost,
): void {
  conntrack.put(after);
  if (conntrack.isRemoved(after.id) || after.entry === before.entry) return;
  emit({ kind: "connection-updated", connection: after.id, entry: after.entry });
}

function begun(
  buffer: SocketBuffer,
  tuple: PacketTuple,
  host: NetfilterHost,
  unseen: ConnectionId | null = null,
): SocketBuffer | null {
  const started = startConnection(buffer.packet, tuple, host);
  if (started === null) return lookedUp(buffer, INVALID, host);
  if (!makeRoom(host)) return null;
  const { id, entry } = host.conntrack.add(started);
  const beside = unseen === null ? {} : { beside: unseen };
  host.emit({ kind: "connection-created", connection: id, entry, ...beside });
  return lookedUp(buffer, { id, state: "NEW", direction: "original" }, host);
}

function continued(
  buffer: SocketBuffer,
  { connection, direction }: FoundConnection,
  host: NetfilterHost,
): SocketBuffer | null {
  const step = advance(connection, direction, buffer.packet, host);
  switch (step.kind) {
    case "invalid":
      return lookedUp(buffer, INVALID, host);
    case "denied": {
      const attached = lookedUp(buffer, INVALID, host);
      updateConnection(connection, step.connection, host);
      return attached;
    }
    case "reopened": {
      // The old connection is over, and this segment opens another one between the same ends.
      removeConnection(connection, "reopened", host);
      const tuple = tupleOf(buffer.packet);
      assert(tuple !== null, "the tuple of a TCP segment");
      return begun(buffer, tuple, host);
    }
    case "ends": {
      const attached = lookedUp(buffer, attachedAs(connection, direction), host);
      removeConnection(connection, "reset", host);
      // The packet itself is still translated by what it ended.
      host.conntrack.put(step.connection);
      return attached;
    }
    case "goes-on": {
      const attached = lookedUp(buffer, attachedAs(connection, direction), host);
      updateConnection(connection, step.connection, host);
      return attached;
    }
  }
}

/** How a packet of this direction belongs to a connection, by what was seen before it. */
export function attachedAs(
  { id, entry }: Connection,
  direction: "original" | "reply",
): AttachedConnection {
  const answered = direction === "reply" || entry.seenReply;
  const state: ConnectionState = answered ? "ESTABLISHED" : "NEW";
  return { id, state, direction };
}

// linux nf_conntrack_proto_icmp.c: nf_conntrack_inet_error. The error travels against the packet that it quotes, to
// where that connection's packets of this direction go; else it is somebody's invention.
function relatedTo(
  { destination }: Packet,
  quoted: Packet,
  host: NetfilterHost,
): AttachedConnection {
  const inner = tupleOf(quoted);
  const found = inner === null ? null : findConnection(inversePacketTuple(inner), host);
  if (found === null) return INVALID;
  const { connection, direction } = found;
  if (connection.entry[direction].destination !== destination) return INVALID;
  return { id: connection.id, state: "RELATED", direction };
}

// linux nf_conntrack_proto_icmpv6.c: noct_valid_new. Who is who on a link, and who listens to what, is tracked by nobody.
function isNeighbourTalk(family: Packet["family"], { type }: IcmpMessage): boolean {
  return family === "ipv6" && ((type >= 130 && type <= 136) || type === 143);
}

function lookedUp(
  buffer: SocketBuffer,
  connection: AttachedConnection,
  { conntrack, emit }: NetfilterHost,
): SocketBuffer {
  const { id, state, direction } = connection;
  const original = id === null ? null : (conntrack.get(id)?.entry.original ?? null);
  emit({ kind: "connection-looked-up", connection: id, original, state, direction });
  return { ...buffer, connection };
}
