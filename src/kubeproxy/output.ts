import type { Address } from "../base/address.js";
import type { IptablesEdit } from "../netfilter/iptables/edit.js";

/** What kube-proxy gives to each tool at its first full sync on a node, for one family; empty where a mode does not use the tool. */
export interface ProxyOutput {
  readonly iptables: readonly IptablesEdit[];
  /** For `nft -f -`. */
  readonly nftables: string;
  /** For `ipset restore`. */
  readonly ipsets: string;
  /** The virtual servers as `ipvsadm -R` reads them. */
  readonly ipvs: string;
  /** The addresses of the dummy device kube-ipvs0. */
  readonly dummyAddresses: readonly Address[];
  /** The settings of the kernel that it writes, by name with slashes. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/** Nothing for any tool. */
export const NO_OUTPUT: ProxyOutput = {
  iptables: [],
  nftables: "",
  ipsets: "",
  ipvs: "",
  dummyAddresses: [],
  sysctls: {},
};
