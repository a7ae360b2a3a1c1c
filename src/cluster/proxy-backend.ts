import type { Address } from "../base/address.js";

/** Where a proxy connects to. */
export interface ProxyBackend {
  readonly address: Address;
  readonly port: number;
}
