/**
 * The kernel's defaults by their sysctl names, which stand here without `net.netfilter.nf_conntrack_`; times in seconds
 * (linux 6.18; Documentation/networking/nf_conntrack-sysctl.rst). The size of the table is that of a host with 4 GiB.
 */
export const KERNEL_SETTINGS = {
  max: 262_144,
  buckets: 262_144,
  generic_timeout: 600,
  gre_timeout: 30,
  gre_timeout_stream: 180,
  icmp_timeout: 30,
  icmpv6_timeout: 30,
  sctp_timeout_closed: 10,
  sctp_timeout_cookie_wait: 3,
  sctp_timeout_cookie_echoed: 3,
  sctp_timeout_established: 210,
  sctp_timeout_shutdown_sent: 3,
  sctp_timeout_shutdown_recd: 3,
  sctp_timeout_shutdown_ack_sent: 3,
  sctp_timeout_heartbeat_sent: 30,
  tcp_timeout_syn_sent: 120,
  tcp_timeout_syn_recv: 60,
  tcp_timeout_established: 432_000,
  tcp_timeout_fin_wait: 120,
  tcp_timeout_close_wait: 60,
  tcp_timeout_last_ack: 30,
  tcp_timeout_time_wait: 120,
  tcp_timeout_close: 10,
  tcp_timeout_max_retrans: 300,
  tcp_timeout_unacknowledged: 300,
  tcp_loose: 1,
  tcp_be_liberal: 0,
  tcp_ignore_invalid_rst: 0,
  tcp_max_retrans: 3,
  udp_timeout: 30,
  udp_timeout_stream: 120,
} as const;

/** What conntrack can be told by sysctl. */
export type ConntrackSetting = keyof typeof KERNEL_SETTINGS;

/** Every setting of one host. */
export type ConntrackSettings = Readonly<Record<ConntrackSetting, number>>;

/**
 * A Kubernetes node's: kube-proxy sets three of the kernel's by sysctl when it starts (conntrack.tcpEstablishedTimeout
 * 24h, tcpCloseWaitTimeout 1h, and min 131072 of a host with up to four cores).
 */
export const NODE_SETTINGS: ConntrackSettings = {
  ...KERNEL_SETTINGS,
  max: 131_072,
  tcp_timeout_established: 86_400,
  tcp_timeout_close_wait: 3_600,
};

const PREFIX = "net.netfilter.nf_conntrack_";

/** The setting that a sysctl name stands for, with dots or slashes; null where it is none of conntrack's. */
export function settingNamed(sysctl: string): ConntrackSetting | null {
  const dotted = sysctl.replaceAll("/", ".");
  if (!dotted.startsWith(PREFIX)) return null;
  const name = dotted.slice(PREFIX.length);
  return SETTINGS.find((setting) => setting === name) ?? null;
}

/** `net.netfilter.nf_conntrack_udp_timeout`. */
export function sysctlOf(setting: ConntrackSetting): string {
  return `${PREFIX}${setting}`;
}

/** All settings, in the order of their names. */
export const SETTINGS: readonly ConntrackSetting[] = (
  Object.keys(KERNEL_SETTINGS) as ConntrackSetting[]
).sort();
