import { familyOf } from "../../base/address.js";
import { sourceAddress } from "../../network/host.js";
import { DEFAULT_TTL } from "../../network/pass/kernel-answer.js";
import type { Payload } from "../../packet/packet.js";
import type { PacketId, QueryId } from "../../trace/id.js";
import type { Stack, World } from "../world.js";
import { UNBOUND, endpointText } from "./endpoint.js";
import type { Bound, Endpoint } from "./endpoint.js";
import { createMailbox } from "./mailbox.js";
import type { UdpPeer, UdpSocket } from "./udp-socket.js";

/** Opens a socket on a port, or on an ephemeral one. */
export function openUdp(
  world: World,
  stack: Stack,
  options: { readonly program: string; readonly port: number | null; readonly bound?: Bound },
): UdpSocket {
  const { sockets } = stack;
  const { bound = UNBOUND } = options;
  const socket: UdpSocket = {
    number: sockets.nextNumber(),
    program: options.program,
    port: options.port ?? bound.port ?? sockets.udpPort(),
    bound,
    role: options.port === null ? "client" : "server",
    peers: new Map(),
    inbox: createMailbox((delay, task) => world.scheduler.timer(delay, task)),
  };
  sockets.udp.set(socket.port, socket);
  sockets.numbers.set(socket.number, { kind: "udp", socket });
  return socket;
}

/** Sends a datagram. A client's source is what its route says; a server answers from the address it was asked at. */
export function sendUdp(
  world: World,
  stack: Stack,
  socket: UdpSocket,
  datagram: {
    readonly to: Endpoint;
    readonly payload: Payload;
    readonly query: QueryId | null;
    /** The packet that it answers. */
    readonly parent: PacketId | null;
  },
): "sent" | "unreachable" {
  const { to, payload, query, parent } = datagram;
  const known = socket.peers.get(endpointText(to));
  const source =
    known?.local.address ?? socket.bound.address ?? sourceAddress(stack.host, to.address);
  if (source === null) return "unreachable";
  const local = { address: source, port: socket.port };
  if (known === undefined && socket.role === "client") {
    const peer = { local, remote: to };
    socket.peers.set(endpointText(to), peer);
    noteState(world, stack, peer, "ESTAB");
  }
  const packet = {
    family: familyOf(source),
    source,
    destination: to.address,
    ttl: DEFAULT_TTL,
    dontFragment: true,
    fragment: null,
    transport: {
      protocol: "udp",
      sourcePort: local.port,
      destinationPort: to.port,
      payload,
    },
  } as const;
  const { program } = socket;
  world.launch(stack, packet, {
    program,
    parent,
    connection: null,
    query,
    mark: socket.bound.mark,
  });
  return "sent";
}

/** Closes a socket; datagrams that still come find nobody. */
export function closeUdp(world: World, stack: Stack, socket: UdpSocket): void {
  stack.sockets.udp.delete(socket.port);
  stack.sockets.numbers.delete(socket.number);
  if (socket.role === "server") return;
  for (const peer of socket.peers.values()) noteState(world, stack, peer, "CLOSED");
}

function noteState(world: World, stack: Stack, { local, remote }: UdpPeer, state: string): void {
  world.recorder.emit(stack.id, null, {
    kind: "socket-changed",
    protocol: "udp",
    local: endpointText(local),
    remote: endpointText(remote),
    state,
  });
}
