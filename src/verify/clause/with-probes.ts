import { FAMILIES } from "../../base/address.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { HostDeclaration, RuleDumpDeclaration } from "../../cluster/topology/host.js";
import type { Match } from "../../netfilter/match/match.js";
import type { Chain, Rule, RuleSet } from "../../netfilter/rule-set.js";
import { printSave } from "../../netfilter/iptables/print-save.js";
import type { Network } from "../../network/network.js";
import type { ScenarioNetwork } from "../../simulation/set-up/scenario-network.js";

// What remembers or draws would do so once more; a comment always holds.
const NOT_PROBED: readonly Match["kind"][] = [
  "statistic",
  "limit",
  "hashlimit",
  "recent",
  "nfacct",
  "comment",
  "opaque",
];
// What iptables takes only beside `-p`.
const WITH_PROTOCOL: readonly Match["kind"][] = [
  "tcp",
  "udp",
  "sctp",
  "icmp",
  "icmp6",
  "multiport",
];

const SPAN = { source: "probes", start: 0, end: 0 };

/** The rules with a probe before each rule for each of its clauses: a rule with that clause alone, and without a target. */
export function withProbes(ruleSet: RuleSet): RuleSet {
  return {
    ...ruleSet,
    tables: ruleSet.tables.map((table) => ({
      ...table,
      chains: table.chains.map((chain): Chain => ({
        ...chain,
        rules: chain.rules.flatMap((rule) => [...probesOf(rule), rule]),
      })),
    })),
  };
}

/** The probes of a rule, a clause each. */
export function probesOf({ matches, owner }: Rule): readonly Rule[] {
  const protocol = matches.filter(({ kind }) => kind === "protocol");
  return matches
    .filter(({ kind }) => !NOT_PROBED.includes(kind))
    .map((match) => {
      const before = WITH_PROTOCOL.includes(match.kind) ? protocol : [];
      return { matches: [...before, match], target: null, owner };
    });
}

/** The scenario with these rules on its hosts and nodes in place of its own. */
export function scenarioWithRules(
  scenario: Scenario,
  { namespaces }: Network,
  rules: ScenarioNetwork["rules"],
): Scenario {
  const dumpsOf = (name: string, isNode: boolean): readonly RuleDumpDeclaration[] => {
    const owner = namespaces.find(
      (each) => each.name === name && (each.kind === "node") === isNode && rules.has(each.id),
    );
    const own = owner === undefined ? undefined : rules.get(owner.id);
    if (own === undefined) return [];
    return FAMILIES.map((family) => own.ruleSets[family])
      .filter(({ tables }) => tables.length > 0)
      .map((ruleSet) => ({ family: ruleSet.family, text: printSave(ruleSet), span: SPAN }));
  };
  const { topology, cluster } = scenario;
  const plain = cluster.nodes
    .filter(({ name }) => topology.nodes.every((node) => node.name !== name))
    .map(({ name }) => ({ ...BARE_NODE, name }));
  return {
    ...scenario,
    topology: {
      ...topology,
      hosts: topology.hosts.map((host) => ({ ...host, ruleDumps: dumpsOf(host.name, false) })),
      nodes: [...topology.nodes, ...plain].map((node) => ({
        ...node,
        ruleDumps: dumpsOf(node.name, true),
      })),
    },
  };
}

const BARE_NODE: Omit<HostDeclaration, "name"> = {
  kind: "node",
  devices: [],
  routes: [],
  routingRules: [],
  neighbours: [],
  forwardings: [],
  sysctls: [],
  iptables: "nft",
  ruleDumps: [],
  ipsets: [],
  ipvs: [],
  nftables: [],
  servers: [],
  span: SPAN,
};
