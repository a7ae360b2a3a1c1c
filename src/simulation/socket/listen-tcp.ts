import type { Stack, World } from "../world.js";
import { createMailbox } from "./mailbox.js";
import type { TcpListener } from "./tcp-listener.js";

/** Listens on a port of every address of the namespace. */
export function listenTcp(
  world: World,
  stack: Stack,
  options: { readonly program: string; readonly port: number },
): TcpListener {
  const listener: TcpListener = {
    ...options,
    number: stack.sockets.nextNumber(),
    accepted: createMailbox((delay, task) => world.scheduler.timer(delay, task)),
  };
  stack.sockets.listeners.set(listener.port, listener);
  stack.sockets.numbers.set(listener.number, { kind: "listener", socket: listener });
  return listener;
}
