import type { Address, Family } from "../../base/address.js";
import type { Route } from "../route.js";

/** What an address of the host is chosen for. */
export interface SourceWish {
  /** The device that the packet leaves by. */
  readonly device: string;
  /** The next hop, or where the packet goes; null for nothing particular. */
  readonly towards: Address | null;
  readonly family: Family;
  /** How far the address must be known: what has a narrower scope is passed over. */
  readonly scope: Route["scope"];
  /** Whether addresses of 127.0.0.0/8 count on the device (`route_localnet`). */
  readonly routesLocalnet: boolean;
}
