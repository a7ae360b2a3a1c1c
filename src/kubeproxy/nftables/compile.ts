import { categorizeEndpoints } from "../endpoint-category.js";
import { endpointsOfPort, listedPortsOf } from "../endpoint.js";
import type { ProxyInput } from "../input.js";
import { servicePortsOf } from "../service-port.js";
import { commandsFor } from "./command.js";
import type { Commands } from "./command.js";
import { tableContextOf } from "./context.js";
import type { TableContext } from "./context.js";
import { frameLines } from "./frame.js";
import {
  chainLines,
  clusterAddressLines,
  endpointLines,
  externalAddressLines,
  loadBalancerLines,
  nodePortLines,
} from "./port-elements.js";
import { planPort } from "./port-plan.js";
import type { PortPlan } from "./port-plan.js";
import {
  affinitySets,
  balancingRules,
  endpointChainRules,
  externalChainRules,
  firewallChainRules,
} from "./port-rules.js";

/** The text that kube-proxy gives to `nft -f -` at its first full sync (kubernetes pkg/proxy/nftables/proxier.go v1.36: syncProxyRules). */
export function compileNftables(input: ProxyInput): string {
  const listed = listedPortsOf(input.endpointSlices, input.family);
  const context = tableContextOf(input);
  const commands = commandsFor(context.ip);
  const lines = [...frameLines(context)];
  for (const port of servicePortsOf(input.services, input.family)) {
    const found = endpointsOfPort(listed, port, input.nodeName);
    const plan = planPort(port, categorizeEndpoints(found, port, input));
    for (const line of portLines(plan, context, commands)) lines.push(line);
  }
  return `${lines.join("\n")}\n`;
}

function portLines(plan: PortPlan, context: TableContext, commands: Commands): readonly string[] {
  return [
    ...endpointLines(plan, commands),
    ...chainLines(plan, commands),
    ...commands.element("cluster-ips", { key: plan.port.clusterAddress }),
    ...clusterAddressLines(plan, commands),
    ...externalAddressLines(plan, commands),
    ...loadBalancerLines(plan, commands),
    ...nodePortLines(plan, commands),
    ...externalChainRules(plan, context, commands),
    ...firewallChainRules(plan, context, commands),
    ...affinitySets(plan, context, commands),
    ...balancingRules(plan, context, commands),
    ...endpointChainRules(plan, context, commands),
  ];
}
