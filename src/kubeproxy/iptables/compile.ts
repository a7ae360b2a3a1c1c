import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import { categorizeEndpoints } from "../endpoint-category.js";
import { endpointsOfPort, listedPortsOf } from "../endpoint.js";
import type { ProxyEndpoint } from "../endpoint.js";
import { servicePortsOf } from "../service-port.js";
import { ruleContextOf } from "./context.js";
import { firstRules, fixedChains, lastRules } from "./fixed-rules.js";
import type { ProxyInput } from "../input.js";
import { canaryEdits, jumpEdits } from "./jumps.js";
import { planPort } from "./port-plan.js";
import { portChains, portRules } from "./port-rules.js";
import { RESTORE_TABLES } from "./restore-rule.js";
import type { RestoreRule, RestoreTable } from "./restore-rule.js";
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
  const listed = listedPortsOf(input.endpointSlices, input.family);
  const ports = servicePortsOf(input.services, input.family);
  const context = ruleContextOf(input, ports, listed);
  const { filter, nat } = fixedChains(context);
  const text: RestoreText = {
    chains: { filter: filter.map(chainLine), nat: nat.map(chainLine) },
    rules: { filter: [], nat: [] },
  };
  addRules(text, firstRules(context));
  for (const port of ports) {
    const found = endpointsOfPort(listed, port, input.nodeName);
    const seen = seenBy(context.traits, found);
    const plan = planPort(port, categorizeEndpoints(seen, port, input), context.traits);
    text.chains.nat.push(...joined(portChains(plan, context.traits).map(chainLine)));
    addRules(text, [...portRules(plan, context)].flat());
  }
  addRules(text, lastRules(context));
  const lines = RESTORE_TABLES.flatMap((table) =>
    [`*${table}`].concat(text.chains[table], text.rules[table], "COMMIT"),
  );
  return lines.concat("").join("\n");
}

/** The text while it is being written, by table. */
interface RestoreText {
  readonly chains: Readonly<Record<RestoreTable, string[]>>;
  readonly rules: Readonly<Record<RestoreTable, string[]>>;
}

function chainLine(chain: string): string {
  return `:${chain} - [0:0]`;
}

function addRules({ rules }: RestoreText, added: readonly RestoreRule[]): void {
  for (const table of RESTORE_TABLES) {
    const own = added.filter((rule) => rule.table === table);
    rules[table].push(...joined(own.map(({ line }) => line)));
  }
}

// One text for many lines, of which a large cluster has hundreds of thousands; nothing for none.
function joined(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.join("\n")];
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
