import type { Address } from "../../base/address.js";
import type { IcmpMessage } from "../../packet/packet.js";
import type { Errno } from "./errno.js";
import type { Mailbox } from "./mailbox.js";

/** A socket that sends echo requests to one address and hears what is said about them. */
export interface PingSocket {
  readonly number: number;
  readonly program: string;
  readonly identifier: number;
  readonly source: Address;
  readonly remote: Address;
  readonly mark: number;
  readonly inbox: Mailbox<PingArrival>;
}

/** What a ping socket hears. */
export type PingArrival =
  | {
      readonly kind: "reply";
      readonly from: Address;
      readonly sequence: number;
      readonly ttl: number;
      /** Of the ICMP message, its header included. */
      readonly bytes: number;
    }
  /** An ICMP error or a redirect about a request. */
  | {
      readonly kind: "told";
      readonly from: Address;
      readonly sequence: number;
      readonly message: IcmpMessage;
    }
  /** Its own host did not let a request out. */
  | { readonly kind: "not-sent"; readonly sequence: number; readonly errno: Errno };
