import type { Address } from "../../base/address.js";
import type { Stack, World } from "../world.js";
import { createMailbox } from "./mailbox.js";
import type { SctpListener } from "./sctp-listener.js";
import { placeKey } from "./socket-table.js";

/** Listens on a port of one address, or of every address of the namespace. */
export function listenSctp(
  world: World,
  stack: Stack,
  options: {
    readonly program: string;
    readonly port: number;
    readonly address: Address | null;
  },
): SctpListener {
  const { sockets } = stack;
  const listener: SctpListener = {
    program: options.program,
    port: options.port,
    number: sockets.nextNumber(),
    cookies: new Map(),
    accepted: createMailbox((delay, task) => world.scheduler.timer(delay, task)),
  };
  sockets.sctpListeners.set(placeKey(options.address, listener.port), listener);
  sockets.numbers.set(listener.number, { kind: "sctp-listener", socket: listener });
  return listener;
}
