import type { Address } from "../base/address.js";

/** What a resolv.conf says, in the order written. */
export interface ResolvConf {
  readonly servers: readonly Address[];
  /** The search list, without trailing dots. */
  readonly search: readonly string[];
  /** The options as written: `ndots:5`, `single-request`. */
  readonly options: readonly string[];
}
