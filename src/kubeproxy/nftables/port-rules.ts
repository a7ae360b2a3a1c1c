import { contains, formatPrefix } from "../../base/prefix.js";
import { required } from "../../base/assert.js";
import type { ProxyEndpoint } from "../endpoint.js";
import type { Commands } from "./command.js";
import type { TableContext } from "./context.js";
import { portOf } from "./endpoint-port.js";
import type { EndpointObjects } from "./object-name.js";
import type { PortPlan } from "./port-plan.js";

/** The chain that takes what comes from outside: node ports, external and load balancer addresses. */
export function externalChainRules(
  plan: PortPlan,
  context: TableContext,
  { rule }: Commands,
): readonly string[] {
  const { port, chains, external, usesExternalChain } = plan;
  if (!usesExternalChain) return [];
  const marks = `mark set mark or ${context.mark}`;
  // Any node may answer, so the reply must come back through this one. The Local policy keeps the source of clients
  // outside; pods and the node itself are not outside, and still reach the endpoints of all nodes.
  const sources = !port.externalPolicyLocal
    ? [`${marks} comment "masquerade"`]
    : [
        ...(context.detector === null
          ? []
          : [
              `${context.detector.local} goto ${chains.cluster} comment "short-circuit pod traffic"`,
            ]),
        `fib saddr type local ${marks} comment "masquerade local traffic"`,
        `fib saddr type local goto ${chains.cluster} comment "short-circuit local traffic"`,
      ];
  const to = port.externalPolicyLocal ? chains.local : chains.cluster;
  return [...sources, ...(external.kind === "reachable" ? [`goto ${to}`] : [])].map((parts) =>
    rule(chains.external, parts),
  );
}

/** The chain that drops the sources that `loadBalancerSourceRanges` does not admit. */
export function firewallChainRules(
  plan: PortPlan,
  { ip, input }: TableContext,
  { rule }: Commands,
): readonly string[] {
  const { port, chains } = plan;
  if (!plan.usesFirewallChain) return [];
  // A node's own packets to the address loop back with that address as source.
  const nodeAdmitted = port.sourceRanges.some((range) => contains(range, input.nodeAddress));
  const sources = [
    ...port.sourceRanges.map(formatPrefix),
    ...(nodeAdmitted ? port.loadBalancerAddresses : []),
  ];
  return [rule(chains.firewall, `${ip} saddr != { ${sources.join(" , ")} } drop`)];
}

/** The sets that remember each endpoint's clients. */
export function affinitySets(
  { port, endpointObjects }: PortPlan,
  { ip }: TableContext,
  { of }: Commands,
): readonly string[] {
  const key = ip === "ip6" ? "ipv6_addr" : "ipv4_addr";
  const properties = `{ type ${key} ; flags dynamic,timeout ; timeout ${port.affinitySeconds ?? 0}s ; }`;
  return [...endpointObjects.values()].map(({ affinitySet }) =>
    of("add", "set", `${affinitySet} ${properties}`),
  );
}

/** The rules that choose among endpoints, in the chain of the whole cluster and in that of this node. */
export function balancingRules(
  plan: PortPlan,
  context: TableContext,
  commands: Commands,
): readonly string[] {
  return [
    ...balance(plan.chains.cluster, plan.endpoints.cluster, { plan, context, commands }),
    ...balance(plan.chains.local, plan.endpoints.local, { plan, context, commands }),
  ];
}

/** The chain of each endpoint: remember the client, then translate. */
export function endpointChainRules(
  { port, endpoints, endpointObjects }: PortPlan,
  { ip }: TableContext,
  { rule }: Commands,
): readonly string[] {
  return endpoints.reachable.flatMap(({ text }) => {
    const own = endpointObjects.get(text);
    if (own === undefined) return [];
    return [
      rule(own.chain, `update @${own.affinitySet} { ${ip} saddr }`),
      rule(own.chain, `meta l4proto ${port.protocol} dnat to ${text}`),
    ];
  });
}

interface Balanced {
  readonly plan: PortPlan;
  readonly context: TableContext;
  readonly commands: Commands;
}

function balance(
  chain: string,
  endpoints: readonly ProxyEndpoint[],
  { plan, context: { ip }, commands: { rule } }: Balanced,
): readonly string[] {
  const { port, endpointObjects } = plan;
  const count = endpoints.length;
  if (count === 0) return [];
  if (port.affinitySeconds === null) {
    const choices = endpoints.map(
      (endpoint, i) => `${i} : ${endpoint.address} . ${portOf(endpoint)}`,
    );
    const draw = `numgen random mod ${count} map { ${choices.join(" , ")} }`;
    return [rule(chain, `meta l4proto ${port.protocol} dnat ${ip} addr . port to ${draw}`)];
  }
  const own = endpoints.map(({ text }): EndpointObjects =>
    required(endpointObjects.get(text), "an endpoint's chain"),
  );
  const choices = own.map((endpoint, i) => `${i} : goto ${endpoint.chain}`);
  return [
    ...own.map((endpoint) =>
      rule(chain, `${ip} saddr @${endpoint.affinitySet} goto ${endpoint.chain}`),
    ),
    rule(chain, `numgen random mod ${count} vmap { ${choices.join(" , ")} }`),
  ];
}
