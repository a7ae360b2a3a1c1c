// The names that iptables prints for numbers: Debian's /etc/protocols, of two names the one that a look-up finds first.
const NAMES: readonly (readonly [number, string])[] = [
  [1, "icmp"],
  [2, "igmp"],
  [3, "ggp"],
  [4, "ipencap"],
  [5, "st"],
  [6, "tcp"],
  [8, "egp"],
  [9, "igp"],
  [12, "pup"],
  [17, "udp"],
  [20, "hmp"],
  [22, "xns-idp"],
  [27, "rdp"],
  [29, "iso-tp4"],
  [33, "dccp"],
  [36, "xtp"],
  [37, "ddp"],
  [38, "idpr-cmtp"],
  [41, "ipv6"],
  [43, "ipv6-route"],
  [44, "ipv6-frag"],
  [45, "idrp"],
  [46, "rsvp"],
  [47, "gre"],
  [50, "esp"],
  [51, "ah"],
  [57, "skip"],
  [58, "ipv6-icmp"],
  [59, "ipv6-nonxt"],
  [60, "ipv6-opts"],
  [73, "rspf"],
  [81, "vmtp"],
  [88, "eigrp"],
  [89, "ospf"],
  [93, "ax.25"],
  [94, "ipip"],
  [97, "etherip"],
  [98, "encap"],
  [103, "pim"],
  [108, "ipcomp"],
  [112, "vrrp"],
  [115, "l2tp"],
  [124, "isis"],
  [132, "sctp"],
  [133, "fc"],
  [135, "mobility-header"],
  [136, "udplite"],
  [137, "mpls-in-ip"],
  [138, "manet"],
  [139, "hip"],
  [140, "shim6"],
  [141, "wesp"],
  [142, "rohc"],
  [143, "ethernet"],
];

const BY_NUMBER: ReadonlyMap<number, string> = new Map(NAMES);
const BY_NAME: ReadonlyMap<string, number> = new Map([
  ...NAMES.map(([number, name]) => [name, number] as const),
  ["icmpv6", 58],
  ["ipv6-mh", 135],
  ["mh", 135],
]);

/** The number of a protocol by its name or number; null where there is none. */
export function protocolNumber(text: string): number | null {
  const named = BY_NAME.get(text.toLowerCase());
  if (named !== undefined) return named;
  return /^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : null;
}

/** The name that a dump uses for a protocol's name or number: `tcp`, `ipv6-icmp`, `254`; `all` for 0. */
export function protocolName(text: string): string {
  if (text === "0" || text.toLowerCase() === "all") return "all";
  const number = protocolNumber(text);
  return number === null ? text.toLowerCase() : (BY_NUMBER.get(number) ?? String(number));
}
