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
  /** The client's port; 0 where it is left out. */
  readonly clientPort?: number;
  /** The address of the socket that it arrived at; null or left out for one that hears all. */
  readonly address?: Address | null;
  /** The port that it arrived at; 53 where it is left out. */
  readonly port?: number;
  /** What plugins say of it; left out where none were asked, as without `metadata`. */
  readonly metadata?: Metadata;
  /** The name of the view that it was taken by. */
  readonly view?: string;
}

/**
 * What plugins say of one query under labels such as `kubernetes/namespace`. Values are computed when they are asked for
 * (coredns plugin/metadata/provider.go: Func).
 */
export type Metadata = Map<string, () => string>;
