import type { DnsMessage } from "../../../packet/dns-message.js";
import type { IdleConnections } from "./idle-connections.js";
import type { Server } from "./upstream-list.js";

/** A reply, or why there is none, as Go names the error. */
export type Exchanged =
  | { readonly kind: "reply"; readonly message: DnsMessage }
  | { readonly kind: "failed"; readonly reason: string };

/** How an upstream is asked. */
export interface Asking {
  readonly server: Pick<Server, "address" | "port">;
  readonly transport: "udp" | "tcp";
  /** How long it may take to answer, in microseconds. */
  readonly timeoutMicroseconds: number;
  /** The connections that may be taken for it, and that its own joins; none where it is left out. */
  readonly idle?: IdleConnections;
}
