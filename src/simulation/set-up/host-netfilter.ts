import { FAMILIES } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import type { Random } from "../../base/random.js";
import type { Scenario } from "../../cluster/scenario.js";
import { createConntrack } from "../../netfilter/conntrack/conntrack.js";
import type { Conntrack } from "../../netfilter/conntrack/conntrack.js";
import {
  KERNEL_SETTINGS,
  NODE_SETTINGS,
  settingNamed,
} from "../../netfilter/conntrack/settings.js";
import { applyEdits, emptyRuleSet } from "../../netfilter/iptables/apply.js";
import { readSave } from "../../netfilter/iptables/read-save.js";
import { readSets } from "../../netfilter/ipset/read-sets.js";
import type { IpSets } from "../../netfilter/ipset/ip-set.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import { dockerEdits } from "../../network/docker/docker-rules.js";
import type { HostNetfilter } from "../../network/host.js";
import type { Namespace } from "../../network/namespace.js";
import type { NamespaceId } from "../../trace/id.js";
import { nodeRuleSets } from "./node-rule-set.js";
import { placedIn, textOf } from "./placed-text.js";
import type { WorldNetwork } from "./world-network.js";

/** What netfilter has in each namespace that somebody has loaded rules or sets in. */
export interface WorldNetfilter {
  readonly netfilter: ReadonlyMap<NamespaceId, HostNetfilter>;
  /** The mistakes in dumps, where these stand. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The rules and sets at the start: what a node's or docker's programs wrote, unless a dump of the scenario takes its place. */
export function worldNetfilter(
  scenario: Scenario,
  built: WorldNetwork,
  random: Random,
): WorldNetfilter {
  const diagnostics: Diagnostic[] = [];
  const written = programRules(scenario);
  const known = built.network.namespaces.flatMap(
    (namespace): readonly (readonly [NamespaceId, HostNetfilter])[] => {
      const { id } = namespace;
      const ruleSets = { ...written(namespace) };
      for (const dump of built.ruleDumps.get(id) ?? []) {
        const read = readSave(textOf(dump), dump.family);
        diagnostics.push(...placedIn(dump, read.diagnostics));
        ruleSets[dump.family] = read.ruleSet;
      }
      const sets = new Map(
        (built.ipsets.get(id) ?? []).flatMap((text) => {
          const read = readSets(textOf(text));
          diagnostics.push(...placedIn(text, read.diagnostics));
          return [...read.sets];
        }),
      );
      if (isEmpty(ruleSets, sets)) return [];
      const conntrack = conntrackOf(namespace);
      return [[id, { ruleSets, conntrack, sets, random: random.fork(`netfilter/${id}`) }]];
    },
  );
  return { netfilter: new Map(known), diagnostics };
}

/** A conntrack table with what the namespace's sysctls say; on a node, kube-proxy has set some. */
export function conntrackOf({ kind, sysctls }: Namespace): Conntrack {
  const settings = { ...(kind === "node" ? NODE_SETTINGS : KERNEL_SETTINGS) };
  for (const [name, value] of Object.entries(sysctls)) {
    const setting = settingNamed(name);
    if (setting !== null) settings[setting] = Number(value);
  }
  return createConntrack(settings);
}

/** No rules of either family. */
export const NO_RULES: Readonly<Record<Family, RuleSet>> = {
  ipv4: emptyRuleSet("ipv4"),
  ipv6: emptyRuleSet("ipv6"),
};

function programRules(
  scenario: Scenario,
): (namespace: Namespace) => Readonly<Record<Family, RuleSet>> {
  const { cluster, topology } = scenario;
  const rulesOf = nodeRuleSets(cluster);
  const withDocker = (host: string, ruleSet: RuleSet): RuleSet => {
    const edits = dockerEdits(topology.containers, host, ruleSet.family);
    return edits.length === 0 ? ruleSet : applyEdits(ruleSet, edits);
  };
  return ({ kind, name }) => {
    const node = kind === "node" ? cluster.nodes.find((each) => each.name === name) : undefined;
    const [ipv4, ipv6] = FAMILIES.map((family) => {
      const own = node === undefined ? NO_RULES[family] : rulesOf(node, family);
      return kind === "node" || kind === "host" ? withDocker(name, own) : own;
    });
    return { ipv4: ipv4 ?? NO_RULES.ipv4, ipv6: ipv6 ?? NO_RULES.ipv6 };
  };
}

function isEmpty({ ipv4, ipv6 }: Readonly<Record<Family, RuleSet>>, sets: IpSets): boolean {
  return ipv4.tables.length === 0 && ipv6.tables.length === 0 && sets.size === 0;
}
