import type { Random } from "../../base/random.js";
import type { SctpAssociation } from "../sctp/association.js";
import type { TcpConnection } from "../tcp/connection.js";
import { endpointText } from "./endpoint.js";
import type { Endpoint } from "./endpoint.js";
import type { PingSocket } from "./ping-socket.js";
import type { SctpListener } from "./sctp-listener.js";
import type { TcpListener } from "./tcp-listener.js";
import type { UdpSocket } from "./udp-socket.js";

/** The sockets of one namespace, and the numbers that its programs know them by. */
export interface SocketTable {
  /** By `placeKey`, as the listeners are. */
  readonly udp: Map<string, UdpSocket>;
  readonly listeners: Map<string, TcpListener>;
  readonly sctpListeners: Map<string, SctpListener>;
  /** By `connectionKey`, as the associations are. */
  readonly connections: Map<string, TcpConnection>;
  readonly associations: Map<string, SctpAssociation>;
  /** The sockets that send echo requests, by the identifier of these. */
  readonly pings: Map<number, PingSocket>;
  /** What each number stands for. */
  readonly numbers: Map<number, OpenSocket>;
  /** The numbers of connections that outlive the program that opened them, by the names that a play gives them. */
  readonly kept: Map<string, number>;
  nextNumber(): number;
  /** A free port for a UDP socket that asks for none. */
  udpPort(): number;
  /** A free port for a TCP connection to a remote end. */
  tcpPort(local: Endpoint["address"], remote: Endpoint): number;
  /** The same for an SCTP association. */
  sctpPort(local: Endpoint["address"], remote: Endpoint): number;
  /** A tag that an SCTP association asks to be addressed with. */
  sctpTag(): number;
}

/** An open socket of a program. */
export type OpenSocket =
  | { readonly kind: "udp"; readonly socket: UdpSocket }
  | { readonly kind: "ping"; readonly socket: PingSocket }
  | { readonly kind: "listener"; readonly socket: TcpListener }
  | { readonly kind: "connection"; readonly socket: TcpConnection }
  | { readonly kind: "sctp-listener"; readonly socket: SctpListener }
  | { readonly kind: "association"; readonly socket: SctpAssociation };

// linux net.ipv4.ip_local_port_range: 32768 60999.
const FIRST_PORT = 32768;
const PORTS = 28232;

/** An empty table; `random` picks the ephemeral ports. */
export function createSocketTable(random: Random): SocketTable {
  const udp: SocketTable["udp"] = new Map();
  const connections: SocketTable["connections"] = new Map();
  const associations: SocketTable["associations"] = new Map();
  const [udpPorts, tcpPorts] = [random.fork("udp"), random.fork("tcp")];
  const [sctpPorts, sctpTags] = [random.fork("sctp"), random.fork("sctp-tag")];
  let numbers = 2; // 0, 1 and 2 are a program's standard streams.
  return {
    udp,
    listeners: new Map(),
    connections,
    sctpListeners: new Map(),
    associations,
    pings: new Map(),
    numbers: new Map(),
    kept: new Map(),
    nextNumber: () => ++numbers,
    udpPort: () => freePort(udpPorts.integer(PORTS), 1, (port) => isTaken(udp, port)),
    // linux net/ipv4/inet_hashtables.c: connect() takes ports of the range's own parity first, bind(0) the others.
    tcpPort: (address, remote) =>
      freePort(2 * tcpPorts.integer(PORTS / 2), 2, (port) =>
        connections.has(connectionKey({ address, port }, remote)),
      ),
    // linux net/sctp/socket.c: sctp_get_port_local walks the range from a random port.
    sctpPort: (address, remote) =>
      freePort(sctpPorts.integer(PORTS), 1, (port) =>
        associations.has(connectionKey({ address, port }, remote)),
      ),
    // Any but 0, which an INIT is sent with.
    sctpTag: () => 1 + sctpTags.integer(0xffff_ffff),
  };
}

/** How a connection is found by a segment's two ends. */
export function connectionKey(local: Endpoint, remote: Endpoint): string {
  return `${endpointText(local)} ${endpointText(remote)}`;
}

/** How a socket that waits at a port is found: by the port, and by the address where it waits at one only. */
export function placeKey(address: Endpoint["address"] | null, port: number): string {
  return `${address ?? "*"} ${port}`;
}

/** The listener that a SYN to this place is for: one at the address before one at all addresses. */
export function listenerAt({ listeners }: SocketTable, local: Endpoint): TcpListener | null {
  return at(listeners, local);
}

/** The listener that an INIT to this place is for. */
export function sctpListenerAt(
  { sctpListeners }: SocketTable,
  local: Endpoint,
): SctpListener | null {
  return at(sctpListeners, local);
}

/** The UDP socket that a datagram to this place is for. */
export function udpSocketAt({ udp }: SocketTable, local: Endpoint): UdpSocket | null {
  return at(udp, local);
}

function at<Socket>(
  sockets: ReadonlyMap<string, Socket>,
  { address, port }: Endpoint,
): Socket | null {
  return sockets.get(placeKey(address, port)) ?? sockets.get(placeKey(null, port)) ?? null;
}

/** Whether a socket waits at or sends from this port, at whatever address. */
export function isTaken(sockets: ReadonlyMap<string, UdpSocket>, port: number): boolean {
  return [...sockets.values()].some((socket) => socket.port === port);
}

function freePort(offset: number, stride: number, isUsed: (port: number) => boolean): number {
  for (let tried = 0; tried < PORTS; tried += stride) {
    const port = FIRST_PORT + ((offset + tried) % PORTS);
    if (!isUsed(port)) return port;
  }
  throw new Error("hopwise: no free port");
}
