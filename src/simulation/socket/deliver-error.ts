import { icmpCauseOf } from "../../packet/icmp-error.js";
import type { IcmpCause } from "../../packet/icmp-error.js";
import type { IcmpMessage, Packet } from "../../packet/packet.js";
import type { EndReason } from "../../trace/event/network-event.js";
import type { PacketId } from "../../trace/id.js";
import type { Stack, World } from "../world.js";
import { endpointText } from "./endpoint.js";
import { connectionKey } from "./socket-table.js";
import { failConnecting } from "./tcp-socket.js";

/** An ICMP error reaches the socket that sent the packet it quotes; where there is none, nobody hears it. */
export function deliverError(
  world: World,
  stack: Stack,
  id: PacketId,
  { packet, message }: { readonly packet: Packet; readonly message: IcmpMessage },
): void {
  const cause = icmpCauseOf(message, packet.family);
  const taken = cause === null ? null : take(world, stack, message.quoted, cause);
  const reason: EndReason = taken ?? { kind: "no-socket", port: 0 };
  const disposition = taken === null ? "consumed" : "delivered";
  world.recorder.emit(stack.id, id, { kind: "packet-ended", disposition, reason });
}

function take(
  world: World,
  stack: Stack,
  quoted: Packet | null,
  cause: IcmpCause,
): EndReason | null {
  if (quoted === null || quoted.transport.protocol === "icmp") return null;
  const { protocol, sourcePort, destinationPort } = quoted.transport;
  const local = { address: quoted.source, port: sourcePort };
  const remote = { address: quoted.destination, port: destinationPort };
  const failure = failureOf(cause);
  if (protocol === "tcp") {
    const connection = stack.sockets.connections.get(connectionKey(local, remote));
    if (connection === undefined) return null;
    failConnecting(world, stack, connection, failure);
    return { kind: "socket", program: connection.program, port: local.port };
  }
  const socket = stack.sockets.udp.get(local.port);
  if (socket === undefined || !socket.peers.has(endpointText(remote))) return null;
  // Only a connected socket hears of errors (linux net/ipv4/udp.c: __udp4_lib_err).
  if (socket.role === "client") socket.inbox.put({ kind: failure });
  return { kind: "socket", program: socket.program, port: local.port };
}

// linux net/ipv4/icmp.c: icmp_err_convert; ENETUNREACH, EHOSTUNREACH and their like are one word here.
function failureOf(cause: IcmpCause): "refused" | "unreachable" {
  return cause === "port-unreachable" || cause === "protocol-unreachable"
    ? "refused"
    : "unreachable";
}
