import type { TcpConnection } from "../tcp/connection.js";
import type { Mailbox } from "./mailbox.js";

/** A TCP socket that waits for connections. */
export interface TcpListener {
  readonly number: number;
  readonly program: string;
  readonly port: number;
  /** Established connections that the program has not accepted yet. */
  readonly accepted: Mailbox<TcpConnection>;
}
