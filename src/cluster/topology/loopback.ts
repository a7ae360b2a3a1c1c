import { address } from "../../base/address.js";
import type { Address } from "../../base/address.js";

/** The addresses that the kernel gives `lo` when it is brought up. */
export const LOOPBACK_ADDRESSES: readonly { readonly address: Address; readonly length: number }[] =
  [
    { address: address("127.0.0.1"), length: 8 },
    { address: address("::1"), length: 128 },
  ];
