import type { Address } from "../../base/address.js";
import type { Reachability } from "../reachability.js";
import type { Commands } from "./command.js";
import { portOf } from "./endpoint-port.js";
import type { PortPlan } from "./port-plan.js";

/** The chains of each endpoint, for session affinity only, and the connections that end where they began. */
export function endpointLines(plan: PortPlan, { chain, element }: Commands): readonly string[] {
  const { port, endpoints, endpointObjects } = plan;
  return endpoints.reachable.flatMap((endpoint) => {
    const { text, address, local } = endpoint;
    const own = endpointObjects.get(text);
    const key = `${address} . ${address} . ${port.protocol} . ${portOf(endpoint)}`;
    return [
      ...(own === undefined ? [] : chain(own.chain)),
      ...(local ? element("hairpin-connections", { key }) : []),
    ];
  });
}

/** The chains of the service port itself. */
export function chainLines(plan: PortPlan, { chain }: Commands): readonly string[] {
  const { endpoints, chains, usesExternalChain } = plan;
  return [
    ...(endpoints.cluster.length > 0 ? chain(chains.cluster) : []),
    ...(endpoints.local.length > 0 ? chain(chains.local) : []),
    ...(usesExternalChain ? chain(chains.external) : []),
  ];
}

/** What leads to the service port from its cluster address. */
export function clusterAddressLines(plan: PortPlan, commands: Commands): readonly string[] {
  const { port, chains } = plan;
  const key = keyOf(plan, port.clusterAddress);
  if (plan.internal.kind !== "reachable")
    return refusal("no-endpoint-services", key, { plan, reachability: plan.internal }, commands);
  const to = port.internalPolicyLocal ? chains.local : chains.cluster;
  return commands.element("service-ips", { key, value: `goto ${to}` });
}

/** What leads to it from its external addresses. */
export function externalAddressLines(plan: PortPlan, commands: Commands): readonly string[] {
  return plan.port.externalAddresses.flatMap((address) => {
    const key = keyOf(plan, address);
    return [
      ...toExternal(plan, "service-ips", key, commands),
      ...refusal("no-endpoint-services", key, { plan, reachability: plan.external }, commands),
    ];
  });
}

/** What leads to it from the addresses of a load balancer, and the chain that guards them. */
export function loadBalancerLines(plan: PortPlan, commands: Commands): readonly string[] {
  const { port, chains } = plan;
  const keys = port.loadBalancerAddresses.map((address) => keyOf(plan, address));
  return [
    ...(plan.usesFirewallChain ? commands.chain(chains.firewall) : []),
    ...keys.flatMap((key) => [
      ...toExternal(plan, "service-ips", key, commands),
      ...(plan.usesFirewallChain
        ? commands.element("firewall-ips", { key, value: `goto ${chains.firewall}` })
        : []),
    ]),
    ...keys.flatMap((key) =>
      refusal("no-endpoint-services", key, { plan, reachability: plan.external }, commands),
    ),
  ];
}

/** What leads to it from its node port. */
export function nodePortLines(plan: PortPlan, commands: Commands): readonly string[] {
  const { nodePort, protocol } = plan.port;
  if (nodePort === null) return [];
  const key = `${protocol} . ${nodePort}`;
  return [
    ...toExternal(plan, "service-nodeports", key, commands),
    ...refusal("no-endpoint-nodeports", key, { plan, reachability: plan.external }, commands),
  ];
}

function keyOf({ port }: PortPlan, address: Address): string {
  return `${address} . ${port.protocol} . ${port.port}`;
}

function toExternal(
  { usesExternalChain, chains }: PortPlan,
  map: string,
  key: string,
  { element }: Commands,
): readonly string[] {
  return usesExternalChain ? element(map, { key, value: `goto ${chains.external}` }) : [];
}

// Rejected where no node has an endpoint, dropped where only this node has none, so that a load balancer turns to
// another node.
function refusal(
  map: string,
  key: string,
  { plan, reachability }: { readonly plan: PortPlan; readonly reachability: Reachability },
  { element }: Commands,
): readonly string[] {
  const comment = plan.port.name;
  switch (reachability.kind) {
    case "reachable":
      return [];
    case "no-endpoints":
      return element(map, { key, value: "goto reject-chain", comment });
    case "no-local-endpoints":
      return element(map, { key, value: "drop", comment });
  }
}
