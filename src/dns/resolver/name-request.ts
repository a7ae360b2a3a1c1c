import type { Family } from "../../base/address.js";
import type { RecordType } from "../../packet/dns-message.js";
import type { QueryId, RequestId } from "../../trace/id.js";

/** A call of `getaddrinfo`. */
export interface NameRequest {
  readonly name: string;
  readonly request: RequestId | null;
  /** The text of `/etc/resolv.conf`. */
  readonly resolvConf: string;
  /** Gives out the trace's next query id: one for each question, kept when it is asked again. */
  nextQuery(): QueryId;
  /** Gives out the DNS id of the next message (16 bits). */
  nextId(): number;
  /** Both families where it is left out. */
  readonly family?: Family;
}

/** The types of record that addresses of a family are asked for by; of both where it is null. */
export function typesFor(family: Family | null): readonly RecordType[] {
  if (family === "ipv4") return ["A"];
  return family === "ipv6" ? ["AAAA"] : ["A", "AAAA"];
}
