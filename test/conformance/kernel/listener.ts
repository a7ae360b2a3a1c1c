import { address } from "../../../src/base/address.js";
import { listenTcp } from "../../../src/simulation/socket/listen-tcp.js";
import { endpointText } from "../../../src/simulation/socket/endpoint.js";
import { openUdp, sendUdp } from "../../../src/simulation/socket/udp-operation.js";
import type { UdpSocket } from "../../../src/simulation/socket/udp-socket.js";
import { sendTcp } from "../../../src/simulation/socket/tcp-socket.js";
import type { TcpListener } from "../../../src/simulation/socket/tcp-listener.js";
import type { TcpConnection } from "../../../src/simulation/tcp/connection.js";
import type { Stack } from "../../../src/simulation/world.js";
import { stackOf } from "./run-world.js";
import type { Running } from "./run-world.js";
import type { Listener } from "./world-file.js";

/** Starts what listens in a world: it notes the peers that it sees, and answers them. */
export function startListeners(running: Running): void {
  for (const listener of running.description.listeners) {
    const stack = stackOf(running, listener.host);
    const { addr = "0.0.0.0" } = listener;
    const own = addr === "0.0.0.0" ? null : address(addr);
    if (listener.proto === "tcp") {
      const place = { program: "listener", port: listener.port, address: own };
      const open = listenTcp(running.world, stack, place);
      accept(running, stack, listener, open);
    } else {
      const bound = { address: own, port: listener.port, mark: 0 };
      const place = { program: "listener", port: listener.port, bound };
      const socket = openUdp(running.world, stack, place);
      receive(running, stack, listener, socket);
    }
  }
}

function accept(running: Running, stack: Stack, listener: Listener, open: TcpListener): void {
  open.accepted.take({
    timeoutMicroseconds: Infinity,
    onValue: (connection) => {
      const { remote, local } = connection;
      running.seen.push(`${listener.host} saw ${endpointText(remote)} at ${endpointText(local)}`);
      hear(running, stack, listener, connection);
      accept(running, stack, listener, open);
    },
    onTimeout: () => undefined,
  });
}

function hear(running: Running, stack: Stack, listener: Listener, connection: TcpConnection): void {
  if (connection.inbox.shift() !== undefined && listener.silent !== true)
    sendTcp(running.world, stack, connection, { kind: "text", text: "0123456789" });
  connection.onChange = () => {
    hear(running, stack, listener, connection);
  };
}

function receive(running: Running, stack: Stack, listener: Listener, socket: UdpSocket): void {
  socket.inbox.take({
    timeoutMicroseconds: Infinity,
    onValue: ({ received, packet }) => {
      receive(running, stack, listener, socket);
      if (received.kind !== "datagram" || received.payload.kind !== "text") return;
      const to = { address: received.from, port: received.port };
      const local = socket.peers.get(endpointText(to))?.local;
      const own = local === undefined ? `?:${listener.port}` : endpointText(local);
      const line = `${listener.host} saw ${endpointText(to)} at ${own}`;
      if (!running.seen.includes(line)) running.seen.push(line);
      if (listener.silent === true) return;
      const text = received.payload.text.replace("Q", "A");
      const payload = { kind: "text", text } as const;
      sendUdp(running.world, stack, socket, { to, payload, query: null, parent: packet });
    },
    onTimeout: () => undefined,
  });
}
