import type { Family } from "../../base/address.js";
import type { Host } from "../host.js";

const NAMES: Readonly<Record<Family, string>> = {
  ipv4: "net/bridge/bridge-nf-call-iptables",
  ipv6: "net/bridge/bridge-nf-call-ip6tables",
};

/** Whether br_netfilter shows bridged frames of a family to iptables (linux net/bridge/br_netfilter_hooks.c: br_nf_pre_routing). */
export function callsIptables({ settings }: Host, family: Family): boolean {
  return settings.number(NAMES[family]) !== 0;
}
