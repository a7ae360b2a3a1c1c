import type { ProxyEndpoint } from "../endpoint.js";
import type { ServicePort } from "../service-port.js";
import { endpointChainOf } from "./chain-name.js";
import type { RuleContext } from "./context.js";
import type { PortPlan } from "./port-plan.js";
import { comment, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";

/** The rules that choose among endpoints, in the chain of the whole cluster and in that of this node. */
export function balancingChainRules(plan: PortPlan, context: RuleContext): readonly RestoreRule[] {
  const { port, endpoints, chains } = plan;
  return [
    ...balance(chains.cluster, port, { endpoints: endpoints.cluster, context }),
    ...balance(chains.local, port, { endpoints: endpoints.local, context }),
  ];
}

/** `0.3333333333`: the chance of the next of so many endpoints that are left. */
export function probability(left: number): string {
  return (1 / left).toFixed(10);
}

interface Choice {
  readonly endpoints: readonly ProxyEndpoint[];
  readonly context: RuleContext;
}

function balance(
  chain: string,
  port: ServicePort,
  { endpoints, context }: Choice,
): readonly RestoreRule[] {
  const rows = endpoints.map((endpoint) => ({
    comments: context.largeCluster ? [] : [comment(`${port.name} -> ${endpoint.text}`)],
    target: endpointChainOf(port, endpoint.text),
  }));
  // The clients that already have an endpoint are all asked for before anything is left to chance.
  const sticky =
    port.affinitySeconds === null
      ? []
      : rows.map(({ comments, target }) => {
          const recent = `-m recent --name ${target} --rcheck --seconds ${port.affinitySeconds} --reap`;
          return natRule(chain, ...comments, recent, `-j ${target}`);
        });
  const random = rows.map(({ comments, target }, index) => {
    const left = rows.length - index;
    const chance =
      left === 1 ? [] : [`-m statistic --mode random --probability ${probability(left)}`];
    return natRule(chain, ...comments, ...chance, `-j ${target}`);
  });
  return [...sticky, ...random];
}
