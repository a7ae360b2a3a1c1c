import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import { categorizeEndpoints } from "../endpoint-category.js";
import { endpointsKey, endpointsOf } from "../endpoint.js";
import type { EndpointMap, ProxyEndpoint } from "../endpoint.js";
import { servicePortsOf } from "../service-port.js";
import { ruleContextOf } from "./context.js";
import { firstRules, fixedChains, lastRules } from "./fixed-rules.js";
import type { ProxyInput } from "../input.js";
import { canaryEdits, jumpEdits } from "./jumps.js";
import { planPort } from "./port-plan.js";
import { portChains, portRules } from "./port-rules.js";
import { RESTORE_TABLES } from "./restore-rule.js";
import { traitsOf } from "./version.js";
import type { IptablesTraits } from "./version.js";

/** What kube-proxy does to the rules of a node at its first full sync: canary chains, jumps, then one restore of filter and nat. */
export function compileIptables(input: ProxyInput): readonly IptablesEdit[] {
  return [
    ...canaryEdits(),
    ...jumpEdits(traitsOf(input.configuration.minorVersion)),
    { kind: "restore", owner: "kube-proxy", text: renderRestore(input) },
  ];
}

/** The text that kube-proxy gives to `iptables-restore --noflush --counters`. */
export function renderRestore(input: ProxyInput): string {
  const endpoints = endpointsOf(input.endpointSlices, input.family, input.nodeName);
  const context = ruleContextOf(input, countEndpoints(endpoints));
  const plans = servicePortsOf(input.services, input.family).map((port) => {
    const found = endpoints.get(endpointsKey(port.name, port.protocol)) ?? [];
    const seen = seenBy(context.traits, found);
    return planPort(port, categorizeEndpoints(seen, port, input), context.traits);
  });
  const chains = fixedChains(context);
  const declared = {
    ...chains,
    nat: [...chains.nat, ...plans.flatMap((plan) => portChains(plan, context.traits))],
  };
  const rules = [
    ...firstRules(context),
    ...plans.flatMap((plan) => portRules(plan, context)),
    ...lastRules(context),
  ];
  const lines = RESTORE_TABLES.flatMap((table) => [
    `*${table}`,
    ...declared[table].map((chain) => `:${chain} - [0:0]`),
    ...rules.filter((rule) => rule.table === table).map(({ chain, rule }) => `-A ${chain} ${rule}`),
    "COMMIT",
  ]);
  return `${lines.join("\n")}\n`;
}

/** The endpoints as an older version understands them, without conditions and hints that it does not know. */
function seenBy(
  traits: IptablesTraits,
  endpoints: readonly ProxyEndpoint[],
): readonly ProxyEndpoint[] {
  if (traits.terminatingEndpoints && traits.nodeHints) return endpoints;
  return endpoints
    .filter((endpoint) => traits.terminatingEndpoints || endpoint.ready)
    .map((endpoint) => (traits.nodeHints ? endpoint : { ...endpoint, nodeHints: [] }));
}

function countEndpoints(endpoints: EndpointMap): number {
  let count = 0;
  for (const list of endpoints.values()) count += list.length;
  return count;
}
