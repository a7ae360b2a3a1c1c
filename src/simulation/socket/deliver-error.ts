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
  const hearer = cause === null ? null : hearerOf(world, stack, message.quoted, failureOf(cause));
  const emit = world.recorder.emitter(stack.id, id);
  if (hearer === null) {
    emit({ kind: "packet-ended", disposition: "consumed", reason: { kind: "not-for-us" } });
    return;
  }
  emit({ kind: "packet-ended", disposition: "delivered", reason: hearer.reason });
  hearer.tell();
}

/** A socket that an error is for. */
interface Hearer {
  readonly reason: EndReason;
  tell(): void;
}

function hearerOf(
  world: World,
  stack: Stack,
  quoted: Packet | null,
  failure: "refused" | "unreachable",
): Hearer | null {
  if (quoted === null || quoted.transport.protocol === "icmp") return null;
  const { protocol, sourcePort: port, destinationPort } = quoted.transport;
  const remote = { address: quoted.destination, port: destinationPort };
  if (protocol === "tcp") {
    const key = connectionKey({ address: quoted.source, port }, remote);
    const connection = stack.sockets.connections.get(key);
    if (connection === undefined) return null;
    const tell = (): void => {
      failConnecting(world, stack, connection, failure);
    };
    return { reason: { kind: "socket", program: connection.program, port }, tell };
  }
  const socket = stack.sockets.udp.get(port);
  if (socket === undefined || !socket.peers.has(endpointText(remote))) return null;
  const tell = (): void => {
    // Only a connected socket hears of errors (linux net/ipv4/udp.c: __udp4_lib_err).
    if (socket.role === "client") socket.inbox.put({ received: { kind: failure }, packet: null });
  };
  return { reason: { kind: "socket", program: socket.program, port }, tell };
}

// linux net/ipv4/icmp.c: icmp_err_convert; ENETUNREACH, EHOSTUNREACH and their like are one word here.
function failureOf(cause: IcmpCause): "refused" | "unreachable" {
  return cause === "port-unreachable" || cause === "protocol-unreachable"
    ? "refused"
    : "unreachable";
}
