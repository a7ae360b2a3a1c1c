import { KERNEL_SETTINGS } from "../../netfilter/conntrack/settings.js";
import { IPVS_SETTINGS } from "../../netfilter/ipvs/settings.js";

/** A setting of the kernel: what a fresh namespace has, and what may be written. */
export interface KnownSysctl {
  readonly usual: string;
  readonly takes: SysctlValues;
}

/** What the kernel takes for a setting: whole numbers, in a range where it checks one; or any text. */
export type SysctlValues = readonly [number, number] | "number" | "ports" | "text";

const NUMBER = "number";
const BIT = [0, 1] as const;
const POSITIVE = [1, 2_147_483_647] as const;
const NATURAL = [0, 2_147_483_647] as const;

/** The settings of a namespace that are no device's, by their names under `net/` (linux 6.18). */
export const NAMESPACE_SETTINGS: Readonly<Record<string, KnownSysctl>> = {
  "ipv4/ip_forward": known("0", NUMBER),
  "ipv4/ip_default_ttl": known("64", [1, 255]),
  "ipv4/ip_forward_use_pmtu": known("0", NUMBER),
  "ipv4/ip_local_port_range": known("32768\t60999", "ports"),
  "ipv4/ip_no_pmtu_disc": known("0", NUMBER),
  "ipv4/ip_nonlocal_bind": known("0", BIT),
  "ipv4/ip_unprivileged_port_start": known("1024", [0, 65_535]),
  "ipv4/fib_multipath_hash_policy": known("0", [0, 3]),
  "ipv4/fib_multipath_use_neigh": known("0", BIT),
  "ipv4/fwmark_reflect": known("0", NUMBER),
  "ipv4/icmp_echo_ignore_all": known("0", BIT),
  "ipv4/icmp_echo_ignore_broadcasts": known("1", BIT),
  "ipv4/icmp_errors_use_inbound_ifaddr": known("0", BIT),
  "ipv4/icmp_ratelimit": known("1000", NUMBER),
  "ipv4/icmp_ratemask": known("6168", NUMBER),
  "ipv4/route/min_pmtu": known("552", NUMBER),
  "ipv4/route/mtu_expires": known("600", NUMBER),
  "ipv4/tcp_retries2": known("15", NUMBER),
  "ipv4/tcp_syn_linear_timeouts": known("4", [0, 127]),
  "ipv4/tcp_syn_retries": known("6", [1, 127]),
  "ipv4/tcp_synack_retries": known("5", NUMBER),
  "ipv6/bindv6only": known("0", NUMBER),
  "ipv6/fib_multipath_hash_policy": known("0", [0, 3]),
  "ipv6/icmp/echo_ignore_all": known("0", NUMBER),
  "ipv6/icmp/ratelimit": known("100", NUMBER),
  "bridge/bridge-nf-call-arptables": known("1", NUMBER),
  "bridge/bridge-nf-call-ip6tables": known("1", NUMBER),
  "bridge/bridge-nf-call-iptables": known("1", NUMBER),
  "bridge/bridge-nf-filter-vlan-tagged": known("0", NUMBER),
  "core/somaxconn": known("4096", NUMBER),
  ...Object.fromEntries(
    Object.entries(IPVS_SETTINGS).map(([name, value]) => [
      `ipv4/vs/${name}`,
      known(String(value), NUMBER),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(KERNEL_SETTINGS).map(([name, value]) => [
      `netfilter/nf_conntrack_${name}`,
      known(String(value), name === "max" || name === "buckets" ? POSITIVE : NATURAL),
    ]),
  ),
};

/** The settings of IPv4 that each device has, and `all` and `default`: their names under `net/ipv4/conf/NAME/`. */
export type Ipv4Setting =
  | "accept_local"
  | "accept_redirects"
  | "arp_announce"
  | "arp_filter"
  | "arp_ignore"
  | "bc_forwarding"
  | "forwarding"
  | "ignore_routes_with_linkdown"
  | "log_martians"
  | "proxy_arp"
  | "proxy_arp_pvlan"
  | "route_localnet"
  | "rp_filter"
  | "secure_redirects"
  | "send_redirects"
  | "shared_media"
  | "src_valid_mark";

/** The same of IPv6. */
export type Ipv6Setting =
  | "accept_ra"
  | "accept_redirects"
  | "disable_ipv6"
  | "force_forwarding"
  | "forwarding"
  | "hop_limit"
  | "proxy_ndp";

/** What devices can be set to, by family. */
export const DEVICE_SETTINGS: {
  readonly ipv4: Readonly<Record<Ipv4Setting, KnownSysctl>>;
  readonly ipv6: Readonly<Record<Ipv6Setting, KnownSysctl>>;
} = {
  ipv4: {
    accept_local: known("0", NUMBER),
    accept_redirects: known("1", NUMBER),
    arp_announce: known("0", NUMBER),
    arp_filter: known("0", NUMBER),
    arp_ignore: known("0", NUMBER),
    bc_forwarding: known("0", NUMBER),
    forwarding: known("0", NUMBER),
    ignore_routes_with_linkdown: known("0", NUMBER),
    log_martians: known("0", NUMBER),
    proxy_arp: known("0", NUMBER),
    proxy_arp_pvlan: known("0", NUMBER),
    route_localnet: known("0", NUMBER),
    rp_filter: known("0", NUMBER),
    secure_redirects: known("1", NUMBER),
    send_redirects: known("1", NUMBER),
    shared_media: known("1", NUMBER),
    src_valid_mark: known("0", NUMBER),
  },
  ipv6: {
    accept_ra: known("1", NUMBER),
    accept_redirects: known("1", NUMBER),
    disable_ipv6: known("0", NUMBER),
    force_forwarding: known("0", BIT),
    forwarding: known("0", NUMBER),
    hop_limit: known("64", [1, 255]),
    proxy_ndp: known("0", NUMBER),
  },
};

function known(usual: string, takes: SysctlValues): KnownSysctl {
  return { usual, takes };
}
