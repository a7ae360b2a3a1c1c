import type { Address } from "../../base/address.js";
import type { Libc } from "../../cluster/pod-resolver.js";
import type { Outcome } from "../../trace/outcome.js";
import type { QueryId, RequestId } from "../../trace/id.js";
import type { HostsHeader } from "../../trace/hosts-text.js";
import type { Reach } from "./sort-addresses.js";

/** What a client program finds in its pod. */
export interface Client {
  readonly request: RequestId;
  /** The text of `/etc/resolv.conf`. */
  readonly resolvConf: string;
  readonly hosts: HostsHeader;
  readonly libc: Libc;
  reach(destination: Address): Reach | null;
  nextQuery(): QueryId;
  nextId(): number;
  /** The sockets that earlier programs there have left open, by the names that they stay under. */
  readonly kept: Map<string, number>;
}

/** How a client's run ended. */
export interface Ended {
  readonly outcome: Outcome;
  readonly output: string;
  /** The HTTP status, where there was a response. */
  readonly status: number | null;
}
