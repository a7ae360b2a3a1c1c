import { unreachable } from "../../base/assert.js";
import { KERNEL_SOCKET } from "../../netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import { answeringAddress, isForSeveral } from "../../network/fib/answering-address.js";
import { icmpAnswer, usualTtl } from "../../network/pass/kernel-answer.js";
import type { KernelAnswer } from "../../network/pass/pass-result.js";
import type { SctpPacket, TcpSegment, UdpDatagram } from "../../packet/packet.js";
import { answeredBy, resetFor } from "../../packet/tcp-reset.js";
import type { EventBody } from "../../trace/event/event.js";
import type { PacketId } from "../../trace/id.js";
import type { Stack, World } from "../world.js";
import { deliverIcmp } from "./deliver-icmp.js";
import { endpointText } from "./endpoint.js";
import { endsOf, sctpRefusal, takeOpening, takeSctpPacket } from "./sctp-socket.js";
import { connectionKey, listenerAt, sctpListenerAt, udpSocketAt } from "./socket-table.js";
import { takeSegment, takeSyn } from "./tcp-socket.js";

/** A packet that has come through to its namespace's sockets: one takes it, or the kernel says that none listens. */
export function deliverToSocket(
  world: World,
  stack: Stack,
  id: PacketId,
  buffer: SocketBuffer,
): void {
  const { transport } = buffer.packet;
  switch (transport.protocol) {
    case "tcp":
      deliverSegment(world, stack, id, { buffer, segment: transport });
      return;
    case "udp":
      deliverDatagram(world, stack, id, { buffer, datagram: transport });
      return;
    case "sctp":
      deliverSctp(world, stack, id, { buffer, transport });
      return;
    case "icmp":
      deliverIcmp(world, stack, id, { buffer, message: transport });
      return;
    // What comes out of a tunnel never gets here (network/tunnel/decapsulate.ts).
    case "ipip":
    case "gre":
      return;
    default:
      unreachable(transport);
  }
}

function deliverSegment(
  world: World,
  stack: Stack,
  id: PacketId,
  { buffer, segment }: { readonly buffer: SocketBuffer; readonly segment: TcpSegment },
): void {
  const { packet } = buffer;
  const { sockets } = stack;
  if (isForSeveral(stack.host, packet)) {
    // linux net/ipv4/tcp_ipv4.c: tcp_v4_rcv, tcp_v4_conn_request, tcp_v4_send_reset.
    const reason = { kind: "not-for-us" } as const;
    world.recorder.emit(stack.id, id, { kind: "packet-ended", disposition: "dropped", reason });
    return;
  }
  const local = { address: packet.destination, port: segment.destinationPort };
  const remote = { address: packet.source, port: segment.sourcePort };
  const connection = sockets.connections.get(connectionKey(local, remote));
  const listener = listenerAt(sockets, local);
  const isSyn = segment.flags.includes("SYN") && !segment.flags.includes("ACK");
  // A new SYN ends the rest of an old connection: linux lets it take over a TIME-WAIT.
  if (connection !== undefined && !(connection.state === "TIME-WAIT" && isSyn)) {
    world.recorder.emit(stack.id, id, deliveredTo(connection.program, local.port));
    takeSegment(world, stack, connection, { segment, id });
  } else if (listener !== null && isSyn) {
    world.recorder.emit(stack.id, id, deliveredTo(listener.program, local.port));
    takeSyn(world, stack, listener, { packet, segment, id });
  } else {
    const reset = resetFor(segment);
    const answer = reset === null ? null : answeredBy(packet, reset, usualTtl(stack.host));
    refuse(world, stack, id, local.port, answer && { packet: answer, connection: null });
  }
}

function deliverSctp(
  world: World,
  stack: Stack,
  id: PacketId,
  { buffer, transport }: { readonly buffer: SocketBuffer; readonly transport: SctpPacket },
): void {
  const { packet } = buffer;
  if (isForSeveral(stack.host, packet)) {
    // linux net/sctp/input.c: sctp_rcv takes packets for one host only.
    const reason = { kind: "not-for-us" } as const;
    world.recorder.emit(stack.id, id, { kind: "packet-ended", disposition: "dropped", reason });
    return;
  }
  const { local, remote } = endsOf(packet, transport);
  const arrived = { packet, transport, id };
  const association = stack.sockets.associations.get(connectionKey(local, remote));
  const listener = sctpListenerAt(stack.sockets, local);
  const isOpening = transport.chunks.some(({ type }) => type === "INIT" || type === "COOKIE_ECHO");
  if (listener !== null && isOpening) {
    world.recorder.emit(stack.id, id, deliveredTo(listener.program, local.port));
    takeOpening(world, stack, listener, arrived);
  } else if (association !== undefined) {
    world.recorder.emit(stack.id, id, deliveredTo(association.program, local.port));
    takeSctpPacket(world, stack, association, arrived);
  } else {
    const answer = sctpRefusal(stack, arrived);
    refuse(world, stack, id, local.port, answer && { packet: answer, connection: null });
  }
}

function deliverDatagram(
  world: World,
  stack: Stack,
  id: PacketId,
  { buffer, datagram }: { readonly buffer: SocketBuffer; readonly datagram: UdpDatagram },
): void {
  const { packet } = buffer;
  const local = { address: packet.destination, port: datagram.destinationPort };
  const remote = { address: packet.source, port: datagram.sourcePort };
  const socket = udpSocketAt(stack.sockets, local);
  const known = socket?.peers.has(endpointText(remote)) ?? false;
  if (socket === null || (socket.role === "client" && !known)) {
    const answer = icmpAnswer(
      { host: stack.host, now: world.scheduler.now() },
      buffer,
      "port-unreachable",
    );
    refuse(world, stack, id, local.port, answer);
    return;
  }
  world.recorder.emit(stack.id, id, deliveredTo(socket.program, local.port));
  // Whom a broadcast has reached answers from an address of its own.
  const address = answeringAddress(stack.host, buffer) ?? local.address;
  socket.peers.set(endpointText(remote), { local: { ...local, address }, remote });
  const { address: from, port } = remote;
  const received = { kind: "datagram", from, port, payload: datagram.payload } as const;
  socket.inbox.put({ received, packet: id, errno: null });
}

function refuse(
  world: World,
  stack: Stack,
  id: PacketId,
  port: number,
  answer: KernelAnswer | null,
): void {
  const disposition = answer === null ? "dropped" : "rejected";
  const reason = { kind: "no-socket", port } as const;
  world.recorder.emit(stack.id, id, { kind: "packet-ended", disposition, reason });
  if (answer === null) return;
  const { packet, connection } = answer;
  // linux net/ipv4/tcp_ipv4.c: tcp_v4_send_reset has a socket for it; in IPv6 there is none.
  const isReset = packet.family === "ipv4" && packet.transport.protocol === "tcp";
  const owner = isReset ? { owner: KERNEL_SOCKET } : {};
  world.launch(stack, packet, { program: "kernel", parent: id, connection, ...owner });
}

function deliveredTo(program: string, port: number): EventBody {
  return {
    kind: "packet-ended",
    disposition: "delivered",
    reason: { kind: "socket", program, port },
  };
}
