import type { Address } from "../base/address.js";
import type { DnsMessage } from "../packet/dns-message.js";
import type { QueryId } from "../trace/id.js";

/** A DNS message as it arrives at a server. */
export interface DnsRequest {
  /** The id that the client gave the query; every event of the server names it. */
  readonly query: QueryId;
  readonly message: DnsMessage;
  readonly client: Address;
  readonly transport: "udp" | "tcp";
  /** The port that it arrived at; 53 where it is left out. */
  readonly port?: number;
}
