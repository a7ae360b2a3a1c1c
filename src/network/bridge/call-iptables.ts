import type { Family } from "../../base/address.js";
import type { Sysctls } from "../sysctl.js";

const NAMES: Readonly<Record<Family, string>> = {
  ipv4: "net/bridge/bridge-nf-call-iptables",
  ipv6: "net/bridge/bridge-nf-call-ip6tables",
};

/**
 * Whether br_netfilter shows bridged frames of a family to iptables. Where nobody says, the module is not loaded: it
 * would set itself to 1 (linux net/bridge/br_netfilter_hooks.c).
 */
export function callsIptables(sysctls: Sysctls, family: Family): boolean {
  return sysctls[NAMES[family]] === "1";
}
