import { formatPrefix } from "../../base/prefix.js";
import { isLoopback, matchAddresses } from "../node-port-address.js";
import { commandsFor } from "./command.js";
import type { Commands } from "./command.js";
import type { TableContext } from "./context.js";

/** A chain that stands at a hook, in the order of kube-proxy's text (pkg/proxy/nftables/proxier.go v1.36: nftablesBaseChains). */
interface BaseChain {
  readonly name: string;
  readonly type: "filter" | "nat";
  readonly hook: string;
  readonly priority: number;
}

const BASE_CHAINS: readonly BaseChain[] = [
  { name: "filter-prerouting-pre-dnat", type: "filter", hook: "prerouting", priority: -110 },
  { name: "filter-output-pre-dnat", type: "filter", hook: "output", priority: -110 },
  { name: "filter-input", type: "filter", hook: "input", priority: 0 },
  { name: "filter-forward", type: "filter", hook: "forward", priority: 0 },
  { name: "filter-output", type: "filter", hook: "output", priority: 0 },
  { name: "nat-prerouting", type: "nat", hook: "prerouting", priority: -100 },
  { name: "nat-output", type: "nat", hook: "output", priority: -100 },
  { name: "nat-postrouting", type: "nat", hook: "postrouting", priority: 100 },
];

/** A regular chain, and the base chains that lead to it (nftablesJumpChains). */
interface JumpChain {
  readonly to: string;
  readonly from: readonly string[];
  readonly onlyNew: boolean;
}

const JUMP_CHAINS: readonly JumpChain[] = [
  { to: "nodeport-endpoints-check", from: ["filter-input"], onlyNew: true },
  {
    to: "service-endpoints-check",
    from: ["filter-input", "filter-forward", "filter-output"],
    onlyNew: true,
  },
  {
    to: "firewall-check",
    from: ["filter-prerouting-pre-dnat", "filter-output-pre-dnat"],
    onlyNew: true,
  },
  { to: "services", from: ["nat-output", "nat-prerouting"], onlyNew: false },
  { to: "masquerading", from: ["nat-postrouting"], onlyNew: false },
  { to: "cluster-ips-check", from: ["filter-forward", "filter-output"], onlyNew: true },
];

/** The table, its chains, sets and maps, and the rules that no Service changes (pkg/proxy/nftables/proxier.go v1.36: setupNFTables). */
export function frameLines(context: TableContext): readonly string[] {
  const commands = commandsFor(context.ip);
  return [
    commands.of("add", "table", `{ comment "rules for kube-proxy" ; }`),
    ...baseChainLines(commands),
    ...JUMP_CHAINS.flatMap((chain) => jumpLines(chain, commands)),
    ...masqueradingLines(context, commands),
    ...clusterAddressLines(context, commands),
    ...nodePortAddressLines(context, commands),
    ...endpointCheckLines(context, commands),
    ...firewallLines(context, commands),
    ...serviceLines(context, commands),
  ];
}

// A base chain's type and priority cannot change, so each is made, deleted and made anew.
function baseChainLines({ of, chain }: Commands): readonly string[] {
  return [
    ...BASE_CHAINS.flatMap(({ name }) => [of("add", "chain", name), of("delete", "chain", name)]),
    ...BASE_CHAINS.flatMap(({ name, type, hook, priority }) =>
      chain(name, `{ type ${type} hook ${hook} priority ${priority} ; }`),
    ),
  ];
}

function jumpLines({ to, from, onlyNew }: JumpChain, { chain, rule }: Commands): readonly string[] {
  const parts = onlyNew ? ["ct state new", `jump ${to}`] : [`jump ${to}`];
  return [...chain(to), ...from.map((base) => rule(base, ...parts))];
}

function masqueradingLines({ ip, mark }: TableContext, { of, rule }: Commands): readonly string[] {
  const address = addressType(ip);
  return [
    of(
      "add",
      "set",
      `hairpin-connections { type ${address} . ${address} . inet_proto . inet_service ; comment "service hairpin connections" ; }`,
    ),
    rule("masquerading", `mark and ${mark} != 0 mark set mark xor ${mark} masquerade fully-random`),
    rule(
      "masquerading",
      `ct status dnat ${ip} saddr . ${ip} daddr . meta l4proto . th dport @hairpin-connections masquerade fully-random`,
    ),
  ];
}

function clusterAddressLines(
  { ip, input }: TableContext,
  { of, rule }: Commands,
): readonly string[] {
  const ranges = input.configuration.serviceRanges.filter(({ family }) => family === input.family);
  return [
    of("add", "set", `cluster-ips { type ${addressType(ip)} ; comment "Active ClusterIPs" ; }`),
    rule(
      "cluster-ips-check",
      `${ip} daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"`,
    ),
    ...(ranges.length === 0
      ? []
      : [
          rule(
            "cluster-ips-check",
            `${ip} daddr { ${ranges.map(formatPrefix).join(",")} } drop comment "Drop traffic to unallocated ClusterIPs"`,
          ),
        ]),
  ];
}

function nodePortAddressLines(
  { ip, input, nodePorts }: TableContext,
  { of }: Commands,
): readonly string[] {
  const set = "nodeport-ips";
  const addresses = matchAddresses(nodePorts, input.localAddresses, input.family);
  return [
    of(
      "add",
      "set",
      `${set} { type ${addressType(ip)} ; comment "IPs that accept NodePort traffic" ; }`,
    ),
    ...(nodePorts.all
      ? [of("delete", "set", set)]
      : [
          of("flush", "set", set),
          ...addresses
            .filter((local) => !isLoopback(local))
            .map((local) => of("add", "element", `${set} { ${local} }`)),
        ]),
  ];
}

function endpointCheckLines(
  context: TableContext,
  { of, chain, rule }: Commands,
): readonly string[] {
  const { ip } = context;
  return [
    of(
      "add",
      "map",
      `no-endpoint-services { type ${toServiceType(ip)} : verdict ; comment "vmap to drop or reject packets to services with no endpoints" ; }`,
    ),
    of(
      "add",
      "map",
      `no-endpoint-nodeports { type inet_proto . inet_service : verdict ; comment "vmap to drop or reject packets to service nodeports with no endpoints" ; }`,
    ),
    ...chain(
      "reject-chain",
      `{ comment "helper for @no-endpoint-services / @no-endpoint-nodeports" ; }`,
    ),
    rule("reject-chain", "reject"),
    rule("service-endpoints-check", `${toService(ip)} vmap @no-endpoint-services`),
    rule(
      "nodeport-endpoints-check",
      `${toNodePortAddress(context)} meta l4proto . th dport vmap @no-endpoint-nodeports`,
    ),
  ];
}

function firewallLines({ ip }: TableContext, { of, rule }: Commands): readonly string[] {
  return [
    of(
      "add",
      "map",
      `firewall-ips { type ${toServiceType(ip)} : verdict ; comment "destinations that are subject to LoadBalancerSourceRanges" ; }`,
    ),
    rule("firewall-check", `${toService(ip)} vmap @firewall-ips`),
  ];
}

function serviceLines(context: TableContext, { of, rule }: Commands): readonly string[] {
  const { ip, nodePorts } = context;
  // Without a set of addresses any of the host's own counts.
  const local = nodePorts.all ? ["fib daddr type local"] : [];
  return [
    of(
      "add",
      "map",
      `service-ips { type ${toServiceType(ip)} : verdict ; comment "ClusterIP, ExternalIP and LoadBalancer IP traffic" ; }`,
    ),
    of(
      "add",
      "map",
      `service-nodeports { type inet_proto . inet_service : verdict ; comment "NodePort traffic" ; }`,
    ),
    ...clusterMasquerade(context).map((parts) => rule("services", parts)),
    rule("services", `${toService(ip)} vmap @service-ips`),
    rule(
      "services",
      ...local,
      toNodePortAddress(context),
      "meta l4proto . th dport vmap @service-nodeports",
    ),
  ];
}

function clusterMasquerade({ ip, input, detector, mark }: TableContext): readonly string[] {
  const set = `mark set mark or ${mark}`;
  if (input.configuration.masqueradeAll)
    return [`${ip} daddr @cluster-ips ${set} comment "masquerade all clusterIP traffic"`];
  if (detector === null) return [];
  return [
    `${ip} daddr @cluster-ips ${detector.notLocal} ${set} comment "masquerade clusterIP traffic from outside cluster"`,
  ];
}

function toNodePortAddress({ ip, nodePorts }: TableContext): string {
  if (!nodePorts.all) return `${ip} daddr @nodeport-ips`;
  return ip === "ip6" ? "ip6 daddr != ::1" : "ip daddr != 127.0.0.0/8";
}

function toService(ip: "ip" | "ip6"): string {
  return `${ip} daddr . meta l4proto . th dport`;
}

function toServiceType(ip: "ip" | "ip6"): string {
  return `${addressType(ip)} . inet_proto . inet_service`;
}

function addressType(ip: "ip" | "ip6"): string {
  return ip === "ip6" ? "ipv6_addr" : "ipv4_addr";
}
