import { FAMILIES } from "../base/address.js";
import type { Family } from "../base/address.js";
import type { Diagnostic } from "../base/diagnostic.js";
import { required } from "../base/assert.js";
import type { Node } from "../cluster/node.js";
import type { Scenario } from "../cluster/scenario.js";
import { nodeNamespaceId } from "../network/cni/kindnet/node-namespace.js";
import { scenarioNetwork } from "../simulation/set-up/scenario-network.js";
import type { ScenarioNetwork, StartingRules } from "../simulation/set-up/scenario-network.js";
import { diffListings } from "./diff-listings.js";
import type { LineDifference } from "./diff-listings.js";
import { diffPaths } from "./diff-paths.js";
import type { PathDifference } from "./diff-paths.js";
import { fateHostOf } from "./fate-host-of.js";
import { COMPARED_TOOLS, serviceAtIn } from "./list-node.js";
import type { ComparedTool } from "./list-node.js";
import type { Listing } from "./listing.js";
import { probesOf } from "./probe.js";

/** What a node has against what kube-proxy should have written there, for one family. */
export interface NodeDifference {
  readonly node: string;
  readonly family: Family;
  readonly lines: readonly LineDifference[];
  readonly paths: readonly PathDifference[];
  /** How many rules of others the node has, which are not compared but may change paths. */
  readonly others: number;
}

/**
 * Holds the dumps that a scenario gives for its nodes beside what would have been computed; families of which no dump was
 * given are left out. `diagnostics` are the mistakes in the dumps.
 */
export function diffNodes(scenario: Scenario): {
  readonly nodes: readonly NodeDifference[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const found = scenarioNetwork(scenario);
  const expected = scenarioNetwork(withoutDumps(scenario));
  const nodes = scenario.cluster.nodes.flatMap((node) => {
    const said = scenario.topology.nodes.find(({ name }) => name === node.name);
    return FAMILIES.flatMap((family) => {
      const tools = COMPARED_TOOLS.filter(
        (tool) => said !== undefined && tool.isGiven(said, family),
      );
      if (tools.length === 0) return [];
      return [diffFamily({ scenario, node, family, tools }, expected, found)];
    });
  });
  return { nodes, diagnostics: found.diagnostics };
}

interface Question {
  readonly scenario: Scenario;
  readonly node: Node;
  readonly family: Family;
  readonly tools: readonly ComparedTool[];
}

function diffFamily(
  { scenario, node, family, tools }: Question,
  expected: ScenarioNetwork,
  found: ScenarioNetwork,
): NodeDifference {
  const id = nodeNamespaceId(node.name);
  const [should, has] = [rulesOf(expected, id), rulesOf(found, id)];
  const serviceAt = serviceAtIn(scenario.cluster, family);
  const listing = (rules: StartingRules): Listing =>
    tools.flatMap((tool) => tool.list(rules, family, serviceAt));
  const lines = diffListings(listing(should), listing(has));
  const namespace = required(
    found.network.namespaces.find((candidate) => candidate.id === id),
    `the namespace of ${node.name}`,
  );
  // Rules that are for no Service alone may change the way to any.
  const named = new Set(lines.map(({ service }) => service));
  const isOpen = lines.length === 0 || named.has(null);
  const probes = probesOf(scenario.cluster, node, family, (name) => isOpen || named.has(name));
  return {
    node: node.name,
    family,
    lines,
    paths: diffPaths(probes, fateHostOf(namespace, should), fateHostOf(namespace, has)),
    others: tools.reduce((sum, tool) => sum + tool.countOthers(has, family), 0),
  };
}

function rulesOf({ rules }: ScenarioNetwork, id: string): StartingRules {
  return required([...rules].find(([known]) => known === id)?.[1], `the rules of ${id}`);
}

function withoutDumps(scenario: Scenario): Scenario {
  const nodes = scenario.topology.nodes.map((node) => ({
    ...node,
    ruleDumps: [],
    ipsets: [],
    ipvs: [],
    nftables: [],
  }));
  return { ...scenario, topology: { ...scenario.topology, nodes } };
}
