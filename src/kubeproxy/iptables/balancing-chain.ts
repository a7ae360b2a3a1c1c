import { required } from "../../base/assert.js";
import type { ProxyEndpoint } from "../endpoint.js";
import type { RuleContext } from "./context.js";
import type { PortPlan } from "./port-plan.js";
import { comment, natRule } from "./restore-rule.js";
import type { RestoreRule } from "./restore-rule.js";

/** The rules that choose among endpoints, in the chain of the whole cluster and in that of this node. */
export function balancingChainRules(plan: PortPlan, context: RuleContext): readonly RestoreRule[] {
  const rowsOf = (endpoints: readonly ProxyEndpoint[]): readonly Row[] =>
    endpoints.map(({ text }) => ({
      about: context.largeCluster ? "" : comment(`${plan.port.name} -> ${text}`),
      target: required(plan.endpointChains.get(text), "an endpoint's chain"),
    }));
  const { affinitySeconds } = plan.port;
  return [
    ...balance(plan.chains.cluster, rowsOf(plan.endpoints.cluster), affinitySeconds),
    ...balance(plan.chains.local, rowsOf(plan.endpoints.local), affinitySeconds),
    ...markDropRules(plan, context),
  ];
}

// The chain of a Local policy without endpoints marks what comes for dropping, up to 1.24.
function markDropRules(plan: PortPlan, { traits }: RuleContext): readonly RestoreRule[] {
  const { port, endpoints, chains } = plan;
  const isEmpty = port.usesLocalEndpoints && endpoints.local.length === 0 && endpoints.anywhere;
  if (!traits.marksDrops || !isEmpty) return [];
  return [
    natRule(chains.local, comment(`${port.name} has no local endpoints`), "-j KUBE-MARK-DROP"),
  ];
}

/** `0.3333333333`: the chance of the next of so many endpoints that are left. */
export function probability(left: number): string {
  return (1 / left).toFixed(10);
}

interface Row {
  /** The comment of its rules; empty where they have none. */
  readonly about: string;
  /** The endpoint's chain. */
  readonly target: string;
}

function balance(
  chain: string,
  rows: readonly Row[],
  affinitySeconds: number | null,
): readonly RestoreRule[] {
  // The clients that already have an endpoint are all asked for before anything is left to chance.
  const sticky =
    affinitySeconds === null
      ? []
      : rows.map(({ about, target }) => {
          const recent = `-m recent --name ${target} --rcheck --seconds ${affinitySeconds} --reap`;
          return natRule(chain, about, recent, `-j ${target}`);
        });
  const random = rows.map(({ about, target }, index) => {
    const left = rows.length - index;
    const chance =
      left === 1 ? "" : `-m statistic --mode random --probability ${probability(left)}`;
    return natRule(chain, about, chance, `-j ${target}`);
  });
  return [...sticky, ...random];
}
