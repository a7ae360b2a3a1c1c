import type { Address } from "../../base/address.js";
import { sourceAddress } from "../../network/host.js";
import type { Host } from "../../network/host.js";
import type { Errno } from "./errno.js";

/** How a socket's packets would leave, or the error that its program gets. */
export type WayOut =
  | {
      readonly kind: "found";
      /** The address that the packets come from. */
      readonly source: Address;
      /** The longest packet that the way takes, as far as the host knows, in bytes. */
      readonly mtu: number;
      readonly type: "unicast" | "local" | "broadcast" | "multicast";
    }
  | { readonly kind: "failed"; readonly errno: Errno };

/** What a socket settles before it asks for a way: its own address (null for none), the mark of its packets. */
export interface WayWish {
  readonly source: Address | null;
  readonly mark: number;
  /** Virtual time: what was learned of the way is forgotten after a while. */
  readonly now: number;
}

/** The way from a host to a destination, as `connect` finds it. */
export function wayOut(host: Host, destination: Address, wish: WayWish): WayOut {
  const source = wish.source ?? sourceAddress(host, destination);
  if (source === null) return { kind: "failed", errno: "ENETUNREACH" };
  return { kind: "found", source, mtu: 1500, type: "unicast" };
}
