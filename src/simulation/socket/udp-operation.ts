import { familyOf } from "../../base/address.js";
import { usualTtl } from "../../network/pass/kernel-answer.js";
import { packetLength } from "../../packet/packet-length.js";
import type { Packet, Payload } from "../../packet/packet.js";
import type { Outcome } from "../../trace/outcome.js";
import type { PacketId, QueryId } from "../../trace/id.js";
import type { Stack, World } from "../world.js";
import { UNBOUND, endpointText } from "./endpoint.js";
import type { Bound, Endpoint } from "./endpoint.js";
import { outcomeOf } from "./errno.js";
import type { Errno } from "./errno.js";
import type { IcmpErrno } from "./icmp-errno.js";
import { createMailbox } from "./mailbox.js";
import { ROOT } from "./socket-owner.js";
import { placeKey } from "./socket-table.js";
import { stoppedErrno } from "./stopped-errno.js";
import type { UdpPeer, UdpSocket } from "./udp-socket.js";
import { wayOut } from "./way-out.js";

/** The TTL of what a socket sends to a group, unless it says another one (IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS). */
export const GROUP_TTL = 1;

/** Opens a socket on a port, or on an ephemeral one. */
export function openUdp(
  world: World,
  stack: Stack,
  options: {
    readonly program: string;
    readonly port: number | null;
    readonly bound?: Bound;
    /** Whether errors that may pass are told as well; they are unless somebody says otherwise. */
    readonly hearsAll?: boolean;
  },
): UdpSocket {
  const { sockets } = stack;
  const { bound = UNBOUND, hearsAll = true } = options;
  const socket: UdpSocket = {
    number: sockets.nextNumber(),
    program: options.program,
    port: options.port ?? bound.port ?? sockets.udpPort(),
    bound,
    role: options.port === null ? "client" : "server",
    hearsAll,
    peers: new Map(),
    inbox: createMailbox((delay, task) => world.scheduler.timer(delay, task)),
  };
  sockets.udp.set(keyOf(socket), socket);
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
  const wish = {
    source: known?.local.address ?? socket.bound.address,
    mark: socket.bound.mark,
    now: world.scheduler.now(),
  };
  const way = wayOut(stack.host, to.address, wish);
  // linux net/ipv4/udp.c: udp_sendmsg. No program here has asked for broadcasts (SO_BROADCAST).
  if (way.kind === "failed" || way.type === "broadcast") return "unreachable";
  const { source, destination } = way;
  const local = { address: source, port: socket.port };
  const remote = { ...to, address: destination };
  if (!socket.peers.has(endpointText(remote)) && socket.role === "client") {
    const peer = { local, remote };
    socket.peers.set(endpointText(remote), peer);
    noteState(world, stack, peer, "ESTAB");
  }
  const packet: Packet = {
    family: familyOf(source),
    source,
    destination,
    ttl: way.type === "multicast" ? GROUP_TTL : (socket.bound.ttl ?? usualTtl(stack.host)),
    dontFragment: false,
    fragment: null,
    transport: {
      protocol: "udp",
      sourcePort: local.port,
      destinationPort: to.port,
      payload,
    },
  };
  // linux net/ipv4/ip_output.c: __ip_make_skb forbids to cut what fits the way as far as it is known.
  const dontFragment = packetLength(packet) <= way.mtu;
  const { program } = socket;
  world.launch(
    stack,
    { ...packet, dontFragment },
    {
      program,
      parent,
      connection: null,
      query,
      mark: socket.bound.mark,
      owner: ROOT,
      onSent: (id, result) => {
        const errno = stoppedErrno(world.recorder.events, id, result);
        if (errno !== null && socket.role === "client") putError(socket, errno);
      },
    },
  );
  return "sent";
}

/** Closes a socket; datagrams that still come find nobody. */
export function closeUdp(world: World, stack: Stack, socket: UdpSocket): void {
  stack.sockets.udp.delete(keyOf(socket));
  stack.sockets.numbers.delete(socket.number);
  if (socket.role === "server") return;
  for (const peer of socket.peers.values()) noteState(world, stack, peer, "CLOSED");
}

/** An ICMP error about a datagram of a socket; one that may pass is heard only by who asked for it (linux net/ipv4/udp.c: __udp4_lib_err). */
export function hearUdpError(socket: UdpSocket, { errno, hard }: IcmpErrno): void {
  if (socket.role === "client" && (hard || socket.hearsAll)) putError(socket, errno);
}

function putError({ inbox }: UdpSocket, errno: Errno): void {
  inbox.put({ received: { kind: WORDS[outcomeOf(errno)] ?? "unreachable" }, packet: null, errno });
}

const WORDS: Readonly<Partial<Record<Outcome, "refused" | "not-permitted">>> = {
  refused: "refused",
  "not permitted": "not-permitted",
};

// A client's own port is nobody else's; a server may wait at one address.
function keyOf({ role, bound, port }: UdpSocket): string {
  return placeKey(role === "server" ? bound.address : null, port);
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
