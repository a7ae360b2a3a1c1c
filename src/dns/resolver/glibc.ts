import type { Family } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { ResolvConf } from "../../cluster/resolv-conf.js";
import type { QueryId, RequestId } from "../../trace/id.js";
import type { DnsNeed } from "../effect.js";
import type { LookupResult } from "../lookup-result.js";

export type { LookupResult } from "../lookup-result.js";

/** A call of `getaddrinfo`. */
export interface NameRequest {
  readonly name: string;
  readonly request: RequestId | null;
  readonly resolvConf: ResolvConf;
  /** Gives out the trace's next query id. */
  nextQuery(): QueryId;
  /** Gives out the DNS id of the next message (16 bits). */
  nextId(): number;
  /** Both families where it is left out. */
  readonly family?: Family;
}

/** glibc's `getaddrinfo` over DNS (2.36, res_query.c and res_send.c). */
// eslint-disable-next-line require-yield
export function* resolveName(request: NameRequest): Effects<DnsNeed, LookupResult> {
  void request;
  return { kind: "try-again" };
}
