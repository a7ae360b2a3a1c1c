import { familyOf } from "../../base/address.js";
import { sourceAddress } from "../../network/host.js";
import { DEFAULT_TTL } from "../../network/pass/kernel-answer.js";
import type { Packet, TcpSegment } from "../../packet/packet.js";
import type { PacketId } from "../../trace/id.js";
import { createConnection, endConnection, packetOf } from "../tcp/connection.js";
import type { TcpConnection, TcpHost } from "../tcp/connection.js";
import { cutText } from "../tcp/cut-text.js";
import { receiveSegment } from "../tcp/receive-segment.js";
import { sendWaiting, transmitReliably } from "../tcp/transmit.js";
import type { Stack, World } from "../world.js";
import { UNBOUND, endpointText } from "./endpoint.js";
import type { Bound, Endpoint } from "./endpoint.js";
import { connectionKey } from "./socket-table.js";
import type { TcpListener } from "./tcp-listener.js";

// What Ethernet leaves to TCP with timestamps, in bytes.
const SEGMENT_BYTES = { ipv4: 1448, ipv6: 1428 } as const;

/** Starts a connection; null where the host has no route to the remote end. */
export function connectTcp(
  world: World,
  stack: Stack,
  options: { readonly program: string; readonly remote: Endpoint; readonly bound?: Bound },
): TcpConnection | null {
  const { program, remote, bound = UNBOUND } = options;
  const source = sourceAddress(stack.host, remote.address);
  if (source === null) return null;
  const address = bound.address ?? source;
  const local = { address, port: bound.port ?? stack.sockets.tcpPort(address, remote) };
  const connection = createConnection(program, local, remote, "SYN-SENT", bound.mark);
  register(stack, connection);
  const host = tcpHost(world, stack, null);
  host.changed(connection);
  transmitReliably(connection, host, { flags: ["SYN"], parent: null });
  return connection;
}

/** A SYN for a listener: half a connection, and its SYN-ACK. */
export function takeSyn(
  world: World,
  stack: Stack,
  listener: TcpListener,
  arrived: { readonly packet: Packet; readonly segment: TcpSegment; readonly id: PacketId },
): void {
  const { packet, segment, id } = arrived;
  const local = { address: packet.destination, port: segment.destinationPort };
  const remote = { address: packet.source, port: segment.sourcePort };
  const connection = createConnection(listener.program, local, remote, "SYN-RECV");
  connection.receiveNext = segment.sequence + 1;
  register(stack, connection);
  const host = tcpHost(world, stack, listener);
  host.changed(connection);
  transmitReliably(connection, host, { flags: ["SYN", "ACK"], parent: id });
}

/** A segment for a connection of the namespace. */
export function takeSegment(
  world: World,
  stack: Stack,
  connection: TcpConnection,
  arrived: { readonly segment: TcpSegment; readonly id: PacketId },
): void {
  const listener = stack.sockets.listeners.get(connection.local.port) ?? null;
  const host = tcpHost(world, stack, listener);
  receiveSegment(connection, host, arrived.segment, arrived.id);
}

/** Hands a text to a connection, cut into segments. */
export function sendTcp(world: World, stack: Stack, connection: TcpConnection, text: string): void {
  connection.unsent.push(...cutText(text, SEGMENT_BYTES[familyOf(connection.local.address)]));
  sendWaiting(connection, tcpHost(world, stack, null));
}

/** Closes the program's end of a connection. */
export function closeTcp(world: World, stack: Stack, connection: TcpConnection): void {
  const host = tcpHost(world, stack, null);
  if (connection.state === "CLOSED") return;
  if (connection.state === "SYN-SENT") {
    endConnection(connection, host, null);
    return;
  }
  connection.closing = true;
  sendWaiting(connection, host);
}

/** An ICMP error about a connection: only one that is not established yet gives up (linux net/ipv4/tcp_ipv4.c: tcp_v4_err). */
export function failConnecting(
  world: World,
  stack: Stack,
  connection: TcpConnection,
  failure: "refused" | "unreachable",
): void {
  if (connection.state !== "SYN-SENT" && connection.state !== "SYN-RECV") return;
  endConnection(connection, tcpHost(world, stack, null), failure);
}

function register(stack: Stack, connection: TcpConnection): void {
  const key = connectionKey(connection.local, connection.remote);
  stack.sockets.connections.set(key, connection);
}

function tcpHost(world: World, stack: Stack, listener: TcpListener | null): TcpHost {
  return {
    transmit: (connection, segment, parent) => {
      world.launch(stack, packetOf(connection, segment, DEFAULT_TTL), {
        program: connection.program,
        parent,
        connection: null,
        mark: connection.mark,
      });
    },
    timer: (microseconds, task) => world.scheduler.timer(microseconds, task),
    changed: (connection) => {
      const { local, remote, state } = connection;
      if (state === "CLOSED") stack.sockets.connections.delete(connectionKey(local, remote));
      world.recorder.emit(stack.id, null, {
        kind: "socket-changed",
        protocol: "tcp",
        local: endpointText(local),
        remote: endpointText(remote),
        state,
      });
    },
    repeated: (_connection, afterMicroseconds) => {
      const purpose = "tcp-retransmit";
      world.recorder.emit(stack.id, null, { kind: "timer-fired", purpose, afterMicroseconds });
    },
    gaveUp: (_connection, afterMicroseconds) => {
      const purpose = "tcp-give-up";
      world.recorder.emit(stack.id, null, { kind: "timer-fired", purpose, afterMicroseconds });
    },
    established: (connection) => {
      listener?.accepted.put(connection);
    },
  };
}
