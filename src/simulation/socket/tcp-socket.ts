import { usualTtl } from "../../network/pass/kernel-answer.js";
import { dnsMessageIn } from "../../packet/dns-in-payload.js";
import type { Packet, TcpSegment } from "../../packet/packet.js";
import type { PacketId, QueryId } from "../../trace/id.js";
import { createConnection, endConnection, packetOf } from "../tcp/connection.js";
import type { TcpConnection, TcpHost } from "../tcp/connection.js";
import { cutData } from "../tcp/stream-data.js";
import type { StreamData } from "../tcp/stream-data.js";
import { lowerSegmentSize } from "../tcp/path-mtu.js";
import { receiveSegment, takePeerSegment } from "../tcp/receive-segment.js";
import { sendWaiting, transmitReliably } from "../tcp/transmit.js";
import type { Stack, World } from "../world.js";
import { UNBOUND, endpointText } from "./endpoint.js";
import type { Bound, Endpoint } from "./endpoint.js";
import type { Errno } from "./errno.js";
import { ROOT } from "./socket-owner.js";
import { connectionKey, listenerAt } from "./socket-table.js";
import type { TcpListener } from "./tcp-listener.js";
import { repetitions } from "../tcp/timing.js";
import { wayOut } from "./way-out.js";
import type { WayOut } from "./way-out.js";

/** Starts a connection; null where the host has no way to the remote end, as `connectErrno` tells. */
export function connectTcp(
  world: World,
  stack: Stack,
  options: { readonly program: string; readonly remote: Endpoint; readonly bound?: Bound },
): TcpConnection | null {
  const { program, bound = UNBOUND } = options;
  const way = tcpWay(world, stack, options.remote, bound);
  if (way.kind === "failed") return null;
  const remote = { ...options.remote, address: way.destination };
  const { source: address, mtu } = way;
  const local = { address, port: bound.port ?? stack.sockets.tcpPort(address, remote) };
  const connection = createConnection(program, local, remote, "SYN-SENT", {
    mark: bound.mark,
    ttl: bound.ttl ?? null,
    mtu,
  });
  register(stack, connection);
  const host = tcpHost(world, stack, null);
  host.changed(connection);
  transmitReliably(connection, host, { flags: ["SYN"], parent: null });
  return connection;
}

/** The error that `connectTcp` meets at once; null where it has a way. */
export function connectErrno(
  world: World,
  stack: Stack,
  remote: Endpoint,
  bound: Bound = UNBOUND,
): Errno | null {
  const way = tcpWay(world, stack, remote, bound);
  return way.kind === "failed" ? way.errno : null;
}

// linux net/ipv4/tcp_ipv4.c: tcp_v4_connect, to one host only.
function tcpWay(world: World, stack: Stack, remote: Endpoint, bound: Bound): WayOut {
  const wish = { source: bound.address, mark: bound.mark, now: world.scheduler.now() };
  const way = wayOut(stack.host, remote.address, wish);
  if (way.kind === "failed" || way.type === "unicast" || way.type === "local") return way;
  return { kind: "failed", errno: "ENETUNREACH" };
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
  const way = wayOut(stack.host, remote.address, {
    source: local.address,
    mark: 0,
    now: world.scheduler.now(),
  });
  const size = way.kind === "found" ? { mtu: way.mtu } : {};
  const connection = createConnection(listener.program, local, remote, "SYN-RECV", size);
  takePeerSegment(connection, segment);
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
  const listener = listenerAt(stack.sockets, connection.local);
  const host = tcpHost(world, stack, listener);
  receiveSegment(connection, host, arrived.segment, arrived.id);
}

/** Hands data to a connection, cut into segments. */
export function sendTcp(
  world: World,
  stack: Stack,
  connection: TcpConnection,
  data: StreamData,
): void {
  connection.unsent.push(...cutData(data, connection.segmentBytes));
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

/**
 * An ICMP error about a connection (linux net/ipv4/tcp_ipv4.c: tcp_v4_err). One that is being opened fails at once; one
 * that stands only remembers the error, and sends shorter segments where the way cannot take those it sends.
 */
export function takeIcmpError(
  world: World,
  stack: Stack,
  connection: TcpConnection,
  { errno, mtu }: { readonly errno: Errno; readonly mtu: number | null },
): void {
  const host = tcpHost(world, stack, null);
  if (errno === "EMSGSIZE") {
    if (mtu !== null) lowerSegmentSize(connection, host, mtu);
  } else if (connection.state === "SYN-SENT") {
    endConnection(connection, host, errno);
  } else if (connection.state === "SYN-RECV") {
    // tcp_req_err: half a connection goes away for good only where its client cannot be reached.
    if (errno !== "ECONNREFUSED" && errno !== "ENOPROTOOPT") endConnection(connection, host, errno);
  } else {
    connection.softErrno = errno;
  }
}

// The query that a segment asks, or goes on to ask.
function queryIn({ asked }: World, { payload }: TcpSegment): QueryId | null {
  const message = dnsMessageIn(payload);
  return message === null ? null : (asked.get(message) ?? null);
}

function register(stack: Stack, connection: TcpConnection): void {
  const key = connectionKey(connection.local, connection.remote);
  stack.sockets.connections.set(key, connection);
}

function tcpHost(world: World, stack: Stack, listener: TcpListener | null): TcpHost {
  const { settings } = stack.host;
  return {
    repetitions: repetitions((name) => settings.number(name)),
    transmit: (connection, segment, parent) => {
      world.launch(stack, packetOf(connection, segment, connection.ttl ?? usualTtl(stack.host)), {
        program: connection.program,
        parent,
        connection: null,
        query: queryIn(world, segment),
        mark: connection.mark,
        owner: ROOT,
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
