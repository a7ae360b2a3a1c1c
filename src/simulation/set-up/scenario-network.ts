import { FAMILIES } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { RuleDumpDeclaration, VerbatimDeclaration } from "../../cluster/topology/host.js";
import { applyEdits, emptyRuleSet } from "../../netfilter/iptables/apply.js";
import { readSave } from "../../netfilter/iptables/read-save.js";
import { NO_SETS } from "../../netfilter/ipset/ip-set.js";
import type { IpSets } from "../../netfilter/ipset/ip-set.js";
import { printSetSave } from "../../netfilter/ipset/print-sets.js";
import { readSets } from "../../netfilter/ipset/read-sets.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import { buildNetwork, cniSets } from "../../network/cni/build-network.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { addContainers } from "../../network/docker/add-containers.js";
import { dockerEdits } from "../../network/docker/docker-rules.js";
import type { Namespace } from "../../network/namespace.js";
import type { HostRules } from "../../network/set-up/host-rules.js";
import type { Network } from "../../network/network.js";
import { buildTopology } from "../../network/topology/build-topology.js";
import type { NamespaceId } from "../../trace/id.js";
import { nodeRuleSets } from "./node-rule-set.js";

/** All namespaces of a scenario at the start of its play, and what netfilter has in those that have rules. */
export interface ScenarioNetwork {
  readonly network: Network;
  readonly rules: ReadonlyMap<NamespaceId, StartingRules>;
}

/** The rules and the sets of a namespace. */
export interface StartingRules {
  readonly ruleSets: Readonly<Record<Family, RuleSet>>;
  readonly sets: IpSets;
}

/** The cluster as its CNI wires it, the declared hosts, and their containers. */
export function scenarioNetwork({ cluster, topology, upstreams }: Scenario): ScenarioNetwork {
  const outside = upstreams.map(({ address }) => address);
  const built = buildTopology(topology, buildNetwork(cluster, outside));
  const network = addContainers(built.network, topology.containers);
  const rulesOf = nodeRuleSets(cluster);
  const nodes = new Map(cluster.nodes.map((node) => [nodeNamespaceId(node.name), node]));
  const rules = network.namespaces.flatMap((namespace): readonly Entry[] => {
    const node = nodes.get(namespace.id) ?? null;
    const own = dumpsOf(built.ruleDumps, namespace.id);
    const written = (family: Family): RuleSet => {
      const start = node === null ? emptyRuleSet(family) : rulesOf(node, family);
      return applyEdits(start, dockerEdits(topology.containers, namespace.name, family));
    };
    const ruleSets = both((family) => pasted(own, family) ?? written(family));
    const sets = setsIn([
      ...(node === null ? [] : [{ name: namespace.name, text: cniSets(cluster, node) }]),
      ...dumpsOf(built.ipsets, namespace.id).map(({ text, span }) => ({ name: span.source, text })),
    ]);
    return hasNetfilter(namespace, ruleSets) ? [[namespace.id, { ruleSets, sets }]] : [];
  });
  return { network, rules: new Map(rules) };
}

/** The same rules as texts that the programs load. */
export function hostRules(rules: ScenarioNetwork["rules"]): readonly HostRules[] {
  return [...rules].map(([namespace, { ruleSets, sets }]) => ({
    namespace,
    ruleSets: FAMILIES.map((family) => ruleSets[family]),
    ipsets: sets.size === 0 ? [] : [printSetSave(sets, 0)],
  }));
}

type Entry = readonly [NamespaceId, StartingRules];

// A namespace without rules has no hooks that anybody could see, and tracks no connections.
function hasNetfilter({ kind }: Namespace, ruleSets: Readonly<Record<Family, RuleSet>>): boolean {
  return kind === "node" || FAMILIES.some((family) => ruleSets[family].tables.length > 0);
}

// A dump replaces what programs would have written.
function pasted(dumps: readonly RuleDumpDeclaration[], family: Family): RuleSet | null {
  const dump = dumps.findLast((candidate) => candidate.family === family);
  if (dump === undefined) return null;
  return readSave({ name: dump.span.source, text: dump.text }, family).ruleSet;
}

function setsIn(sources: readonly { readonly name: string; readonly text: string }[]): IpSets {
  return sources.reduce<IpSets>((known, source) => {
    return source.text === "" ? known : new Map([...known, ...readSets(source).sets]);
  }, NO_SETS);
}

function dumpsOf<T extends VerbatimDeclaration>(
  all: ReadonlyMap<NamespaceId, readonly T[]>,
  id: NamespaceId,
): readonly T[] {
  return all.get(id) ?? [];
}

function both<T>(of: (family: Family) => T): Readonly<Record<Family, T>> {
  return { ipv4: of("ipv4"), ipv6: of("ipv6") };
}
