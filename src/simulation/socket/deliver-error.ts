import type { IcmpMessage, Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { EndReason } from "../../trace/event/network-event.js";
import type { PacketId } from "../../trace/id.js";
import type { Stack, World } from "../world.js";
import { endpointText } from "./endpoint.js";
import { icmpErrno } from "./icmp-errno.js";
import type { IcmpErrno } from "./icmp-errno.js";
import { udpSocketAt, connectionKey } from "./socket-table.js";
import { takeSctpError } from "./sctp-socket.js";
import { takeIcmpError } from "./tcp-socket.js";
import { hearUdpError } from "./udp-operation.js";

/** An ICMP error or a redirect reaches the socket that sent the packet it quotes; where there is none, nobody hears it. */
export function deliverError(
  world: World,
  stack: Stack,
  id: PacketId,
  { packet, message, learn }: ToldOf,
): void {
  const error = icmpErrno(message, packet.family);
  const hearer = hearerOf(world, stack, message, error);
  const emit = world.recorder.emitter(stack.id, id);
  if (hearer === null) {
    emit({ kind: "packet-ended", disposition: "consumed", reason: { kind: "not-for-us" } });
    return;
  }
  if (hearer.learns) learn();
  emit({ kind: "packet-ended", disposition: "delivered", reason: hearer.reason });
  hearer.tell();
}

/** A message about a packet of ours; `learn` takes from it what it says of the way. */
export interface ToldOf {
  readonly packet: Packet;
  readonly message: IcmpMessage;
  readonly learn: () => void;
}

/** A socket that an error is for. */
interface Hearer {
  readonly reason: EndReason;
  /** Whether it takes from the error what that says of the way. */
  readonly learns: boolean;
  tell(): void;
}

function hearerOf(
  world: World,
  stack: Stack,
  { quoted, mtu }: IcmpMessage,
  error: IcmpErrno | null,
): Hearer | null {
  if (quoted === null || !hasPorts(quoted.transport)) return null;
  const { protocol, sourcePort: port, destinationPort } = quoted.transport;
  const local = { address: quoted.source, port };
  const remote = { address: quoted.destination, port: destinationPort };
  if (protocol === "tcp") {
    const connection = stack.sockets.connections.get(connectionKey(local, remote));
    // linux net/ipv4/tcp_ipv4.c: tcp_v4_err. A connection that only waits for late segments hears nothing.
    if (connection === undefined || connection.state === "TIME-WAIT") return null;
    const tell = (): void => {
      if (error !== null) takeIcmpError(world, stack, connection, { ...error, mtu });
    };
    const reason = { kind: "socket", program: connection.program, port } as const;
    return { reason, learns: connection.state !== "SYN-RECV", tell };
  }
  if (protocol === "sctp") {
    const association = stack.sockets.associations.get(connectionKey(local, remote));
    if (association === undefined) return null;
    const tell = (): void => {
      if (error !== null) takeSctpError(world, stack, association, error.errno);
    };
    const reason = { kind: "socket", program: association.program, port } as const;
    return { reason, learns: true, tell };
  }
  const socket = udpSocketAt(stack.sockets, local);
  if (socket === null || !socket.peers.has(endpointText(remote))) return null;
  const tell = (): void => {
    if (error !== null) hearUdpError(socket, error);
  };
  return { reason: { kind: "socket", program: socket.program, port }, learns: true, tell };
}
