/** The kernel's settings of IPVS that the model knows: their names under `net/ipv4/vs/`, and what a fresh namespace has (linux net/netfilter/ipvs/ip_vs_ctl.c: ip_vs_control_net_init_sysctl). */
export const IPVS_SETTINGS = {
  /** Whether the packets' connections stay known to conntrack. */
  conntrack: 0,
  conn_reuse_mode: 1,
  expire_nodest_conn: 0,
  expire_quiescent_template: 0,
  sloppy_tcp: 0,
  snat_reroute: 1,
};

/** IPVS's settings of a host. */
export type IpvsSettings = Readonly<Record<keyof typeof IPVS_SETTINGS, number>>;

/** The setting that a sysctl's name with slashes stands for; null for any other. */
export function ipvsSettingNamed(name: string): keyof IpvsSettings | null {
  const [, setting = ""] = /^net\/ipv4\/vs\/(\w+)$/.exec(name) ?? [];
  return Object.hasOwn(IPVS_SETTINGS, setting) ? (setting as keyof IpvsSettings) : null;
}
