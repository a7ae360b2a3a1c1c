import type { Random } from "../../base/random.js";
import type { TcpConnection } from "../tcp/connection.js";
import { endpointText } from "./endpoint.js";
import type { Endpoint } from "./endpoint.js";
import type { TcpListener } from "./tcp-listener.js";
import type { UdpSocket } from "./udp-socket.js";

/** The sockets of one namespace, and the numbers that its programs know them by. */
export interface SocketTable {
  readonly udp: Map<number, UdpSocket>;
  readonly listeners: Map<number, TcpListener>;
  /** By `connectionKey`. */
  readonly connections: Map<string, TcpConnection>;
  /** What each number stands for. */
  readonly numbers: Map<number, OpenSocket>;
  nextNumber(): number;
  /** A free port for a UDP socket that asks for none. */
  udpPort(): number;
  /** A free port for a TCP connection to a remote end. */
  tcpPort(local: Endpoint["address"], remote: Endpoint): number;
}

/** An open socket of a program. */
export type OpenSocket =
  | { readonly kind: "udp"; readonly socket: UdpSocket }
  | { readonly kind: "listener"; readonly socket: TcpListener }
  | { readonly kind: "connection"; readonly socket: TcpConnection };

// linux net.ipv4.ip_local_port_range: 32768 60999.
const FIRST_PORT = 32768;
const PORTS = 28232;

/** An empty table; `random` picks the ephemeral ports. */
export function createSocketTable(random: Random): SocketTable {
  const udp: SocketTable["udp"] = new Map();
  const connections: SocketTable["connections"] = new Map();
  const [udpPorts, tcpPorts] = [random.fork("udp"), random.fork("tcp")];
  let numbers = 2; // 0, 1 and 2 are a program's standard streams.
  return {
    udp,
    listeners: new Map(),
    connections,
    numbers: new Map(),
    nextNumber: () => ++numbers,
    udpPort: () => freePort(udpPorts.integer(PORTS), 1, (port) => udp.has(port)),
    // linux net/ipv4/inet_hashtables.c: connect() takes ports of the range's own parity first, bind(0) the others.
    tcpPort: (address, remote) =>
      freePort(2 * tcpPorts.integer(PORTS / 2), 2, (port) =>
        connections.has(connectionKey({ address, port }, remote)),
      ),
  };
}

/** How a connection is found by a segment's two ends. */
export function connectionKey(local: Endpoint, remote: Endpoint): string {
  return `${endpointText(local)} ${endpointText(remote)}`;
}

function freePort(offset: number, stride: number, isUsed: (port: number) => boolean): number {
  for (let tried = 0; tried < PORTS; tried += stride) {
    const port = FIRST_PORT + ((offset + tried) % PORTS);
    if (!isUsed(port)) return port;
  }
  throw new Error("hopwise: no free port");
}
