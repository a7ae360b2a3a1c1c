import type { Address, Family } from "../base/address.js";

/** What netfilter must know of the host it runs on; `network/` implements it. */
export interface HostView {
  /** The type of an address in the routing tables, as `-m addrtype` asks for it. */
  addressTypeOf(address: Address): "LOCAL" | "UNICAST" | "BROADCAST" | "MULTICAST";
  /** The address that MASQUERADE takes: the primary one of the device, of the scope that the destination needs. */
  primaryAddressOf(device: string, family: Family): Address | null;
}
