import type { Address } from "../../base/address.js";
import type { Stack, World } from "../world.js";
import { createMailbox } from "./mailbox.js";
import { placeKey } from "./socket-table.js";
import type { TcpListener } from "./tcp-listener.js";

/** Listens on a port of one address, or of every address of the namespace. */
export function listenTcp(
  world: World,
  stack: Stack,
  options: {
    readonly program: string;
    readonly port: number;
    readonly address?: Address | null;
  },
): TcpListener {
  const listener: TcpListener = {
    program: options.program,
    port: options.port,
    number: stack.sockets.nextNumber(),
    accepted: createMailbox((delay, task) => world.scheduler.timer(delay, task)),
  };
  stack.sockets.listeners.set(placeKey(options.address ?? null, listener.port), listener);
  stack.sockets.numbers.set(listener.number, { kind: "listener", socket: listener });
  return listener;
}
