import type { Address } from "../../base/address.js";
import type { DnsMessage } from "../../packet/dns-message.js";

/** What dig came to: a reply with its time, or how its last try failed. */
export type DigResult =
  | {
      readonly kind: "answered";
      readonly message: DnsMessage;
      readonly server: Address;
      readonly microseconds: number;
    }
  | { readonly kind: "refused" | "unreachable" | "timeout"; readonly server: Address };
