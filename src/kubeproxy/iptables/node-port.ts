import type { RuleContext } from "./context.js";
import { toProtocol } from "./port-plan.js";
import type { PortPlan } from "./port-plan.js";
import { comment, filterRule, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";
import { unreachableRule } from "./unreachable.js";

/** The rules of a node port. */
export function nodePortRules(plan: PortPlan, context: RuleContext): readonly RestoreRule[] {
  const { port, chains } = plan;
  if (port.nodePort === null) return [];
  const dport = `--dport ${port.nodePort}`;
  const text = comment(port.name);
  const jump = `-j ${chains.external}`;
  const countsLocalhost =
    context.localhostNodePorts &&
    context.traits.accounting &&
    context.input.configuration.accounting.localhostNodePorts;
  const counter = "-m nfacct --nfacct-name localhost_nps_accepted_pkts";
  const refusal = unreachableRule("KUBE-EXTERNAL-SERVICES", plan, {
    reachability: plan.external,
    match: `-m addrtype --dst-type LOCAL ${toProtocol(port)} ${dport}`,
  });
  const toLocalhost = `${toProtocol(port)} -d 127.0.0.0/8 ${dport}`;
  return [
    ...(plan.usesExternalChain && countsLocalhost
      ? [natRule("KUBE-NODEPORTS", text, toLocalhost, counter, jump)]
      : []),
    ...(plan.usesExternalChain
      ? [natRule("KUBE-NODEPORTS", text, toProtocol(port), dport, jump)]
      : []),
    ...(refusal === null ? [] : [refusal]),
  ];
}

/** The rule that lets a load balancer's health check in; once for each port of the Service, as kube-proxy does. */
export function healthCheckRules(plan: PortPlan): readonly RestoreRule[] {
  const { healthCheckNodePort, name } = plan.port;
  if (healthCheckNodePort === null) return [];
  return [
    filterRule(
      "KUBE-NODEPORTS",
      comment(`${name} health check node port`),
      `-m tcp -p tcp --dport ${healthCheckNodePort}`,
      "-j ACCEPT",
    ),
  ];
}
