import { run } from "./run.js";

/** What a verification may need of the machine. */
export type Feature =
  | "linux"
  | "root"
  | "namespaces"
  | "stdbuf"
  | "nft"
  | "nft-trace"
  | "iptables-nft"
  | "ip6tables-nft"
  | "iptables-legacy"
  | "ip6tables-legacy"
  | "legacy-trace"
  | "conntrack"
  | "ping"
  | "ipset"
  | "ipvs"
  | "veth"
  | "bridge"
  | "br_netfilter"
  | "dummy"
  | "vxlan"
  | "ipip"
  | "gre"
  | "ipvlan"
  | "macvlan"
  | "netem"
  | "sctp";

/** Each feature, and what shows it in a namespace of its own: a command that succeeds where it is there. */
const PROBES: Readonly<Record<Exclude<Feature, "linux" | "root" | "namespaces">, string>> = {
  stdbuf: "stdbuf --version",
  nft: "nft -j -a list ruleset",
  "nft-trace":
    "printf 'table netdev t {\\n chain c {\\n type filter hook egress device \"lo\" priority 0;\\n meta nftrace set 1\\n }\\n}\\n' | nft -f -",
  "iptables-nft": "iptables-nft -t nat -L -n && command -v iptables-nft-restore",
  "ip6tables-nft": "ip6tables-nft -t nat -L -n && command -v ip6tables-nft-restore",
  "iptables-legacy": "iptables-legacy -t nat -L -n && command -v iptables-legacy-restore",
  "ip6tables-legacy": "ip6tables-legacy -t nat -L -n && command -v ip6tables-legacy-restore",
  // Which rules of iptables-legacy matched, nft's trace does not tell.
  "legacy-trace": "false",
  conntrack: "conntrack -L",
  ping: "ping -V",
  ipset: "ipset create t hash:ip && ipset destroy t",
  ipvs: "ipvsadm -A -t 192.0.2.1:1 && ipvsadm -C",
  veth: "ip link add t0 type veth peer name t1",
  bridge: "ip link add t0 type bridge",
  br_netfilter:
    "ip link add t0 type bridge && test -e /proc/sys/net/bridge/bridge-nf-call-iptables",
  dummy: "ip link add t0 type dummy",
  vxlan: "ip link add t0 type vxlan id 1 local 127.0.0.1 dstport 4789",
  ipip: "ip link add t0 type ipip remote 192.0.2.1",
  gre: "ip link add t0 type gre remote 192.0.2.1",
  ipvlan: "ip link add t0 type veth peer name t1 && ip link add link t0 name t2 type ipvlan",
  macvlan: "ip link add t0 type veth peer name t1 && ip link add link t0 name t2 type macvlan",
  // Node.js has no sockets of SCTP.
  sctp: "false",
  netem: "ip link add t0 type veth peer name t1 && tc qdisc replace dev t0 root netem loss 1%",
};

/** What the machine cannot do; each is tried in a network namespace of its own, which is gone at once. */
export async function missingFeatures(): Promise<ReadonlySet<Feature>> {
  if (process.platform !== "linux") return new Set<Feature>(["linux"]);
  if (process.getuid?.() !== 0) return new Set<Feature>(["root"]);
  const own = await tried("ip link set lo up && ip netns list");
  if (!own) return new Set<Feature>(["namespaces"]);
  const names = Object.keys(PROBES) as (keyof typeof PROBES)[];
  const found = await Promise.all(
    names.map(async (name): Promise<readonly Feature[]> => {
      return (await tried(PROBES[name])) ? [] : [name];
    }),
  );
  return new Set(found.flat());
}

async function tried(script: string): Promise<boolean> {
  const ran = await run(["unshare", "--net", "sh", "-c", script], { seconds: 15 });
  return ran.status === 0;
}
