import type { Address, Family } from "../base/address.js";

/** The longest packet that goes from the host to an address, by this device if one is named, in bytes; null without a route. */
export type WayMtu = (destination: Address, output: string | null) => number | null;

/** What netfilter must know of the host it runs on; `network/` implements it. */
export interface HostView {
  /**
   * The type of an address in the routing tables, as `-m addrtype` asks for it. With a device, an address that is local
   * by another device only counts as any other (linux net/ipv4/fib_frontend.c: __inet_dev_addr_type).
   */
  addressTypeOf(
    address: Address,
    device?: string | null,
  ): "LOCAL" | "UNICAST" | "BROADCAST" | "MULTICAST";
  /** The address that MASQUERADE takes: the primary one of the device, in the network of the next hop to the destination if one is named. */
  primaryAddressOf(device: string, family: Family, destination?: Address | null): Address | null;
}
