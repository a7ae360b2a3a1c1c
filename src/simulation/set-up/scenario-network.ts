import { FAMILIES } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { once } from "../../base/once.js";
import type { Cluster } from "../../cluster/cluster.js";
import { nodeLocalListening } from "../../cluster/node-local-dns.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { RuleDumpDeclaration, VerbatimDeclaration } from "../../cluster/topology/host.js";
import { applyEdits, emptyRuleSet } from "../../netfilter/iptables/apply.js";
import { readSave } from "../../netfilter/iptables/read-save.js";
import { NO_NFTABLES } from "../../netfilter/nftables/model/nftables.js";
import type { Nftables } from "../../netfilter/nftables/model/nftables.js";
import { printLoadable } from "../../netfilter/nftables/print/print-loadable.js";
import { readIpvs } from "../../netfilter/ipvs/read-ipvs.js";
import { applyNft } from "../../netfilter/nftables/read/read-nft.js";
import { NO_SETS } from "../../netfilter/ipset/ip-set.js";
import type { IpSets } from "../../netfilter/ipset/ip-set.js";
import { printSetSave } from "../../netfilter/ipset/print-sets.js";
import { printIpvsSave } from "../../netfilter/ipvs/print-ipvs.js";
import { readSets } from "../../netfilter/ipset/read-sets.js";
import type { RuleSet } from "../../netfilter/rule-set.js";
import { buildNetwork, cniSets } from "../../network/cni/build-network.js";
import { withNodeCacheDevice } from "../../node-cache/device.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { withCarriers } from "../../network/carrier.js";
import { addContainers } from "../../network/docker/add-containers.js";
import { dockerEdits } from "../../network/docker/docker-rules.js";
import type { Namespace } from "../../network/namespace.js";
import type { HostRules } from "../../network/set-up/host-rules.js";
import type { Network } from "../../network/network.js";
import { buildTopology } from "../../network/topology/build-topology.js";
import type { BuiltTopology } from "../../network/topology/build-topology.js";
import type { NamespaceId } from "../../trace/id.js";
import { nodeNftables } from "./node-nftables.js";
import type { VirtualServer } from "../../trace/virtual-server.js";
import { nodeRuleSets } from "./node-rule-set.js";
import { nodeProxy, proxyServers, withProxy } from "./node-proxy.js";
import type { NodeProxy } from "./node-proxy.js";
import { placedIn, textOf } from "./placed-text.js";

/** All namespaces of a scenario at the start of its play, and what netfilter has in those that have rules. */
export interface ScenarioNetwork {
  readonly network: Network;
  readonly rules: ReadonlyMap<NamespaceId, StartingRules>;
  /** The ids of the segments that the cluster's CNI has made. */
  readonly clusterSegments: ReadonlySet<string>;
  /** The mistakes in dumps, where these stand. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The rules and the sets of a namespace; what a node's programs write is compiled and read when it is first asked for. */
export interface StartingRules {
  readonly ruleSets: Readonly<Record<Family, RuleSet>>;
  readonly nftables: Nftables;
  readonly sets: IpSets;
  readonly virtualServers: readonly VirtualServer[];
}

/** The cluster as its CNI wires it, the declared hosts, and their containers. */
export function scenarioNetwork(scenario: Scenario): ScenarioNetwork {
  const { cluster, topology } = scenario;
  const { wired, built, network: made } = wiredNetwork(scenario);
  const diagnostics: Diagnostic[] = [];
  const rulesOf = nodeRuleSets(cluster);
  const nodes = new Map(cluster.nodes.map((node) => [nodeNamespaceId(node.name), node]));
  const proxies = new Map(
    made.namespaces.flatMap((namespace): readonly (readonly [NamespaceId, NodeProxy])[] => {
      const node = nodes.get(namespace.id);
      return node === undefined ? [] : [[namespace.id, nodeProxy(cluster, node, namespace)]];
    }),
  );
  const namespaces = made.namespaces.map((namespace) => {
    const proxy = proxies.get(namespace.id);
    return proxy === undefined
      ? namespace
      : withProxy(namespace, cluster.settings.proxy.mode, proxy);
  });
  const network = { ...made, namespaces };
  const rules = namespaces.flatMap((namespace): readonly Entry[] => {
    const node = nodes.get(namespace.id) ?? null;
    const proxy = proxies.get(namespace.id) ?? null;
    const dumps = dumpsOf(built.ruleDumps, namespace.id).map((dump) =>
      readDump(dump, namespace.iptables, diagnostics),
    );
    const written = (family: Family): RuleSet => {
      const start =
        node === null || proxy === null
          ? emptyRuleSet(family)
          : rulesOf(node, family, proxy.output(family));
      return applyEdits(start, dockerEdits(topology.containers, namespace.name, family));
    };
    const ruleSets = whenAsked((family) => pasted(dumps, family) ?? written(family));
    const given = readGivenNftables(dumpsOf(built.nftables, namespace.id), diagnostics);
    const nftables = once(() => given ?? (proxy === null ? NO_NFTABLES : nodeNftables(proxy)));
    const name = namespace.name;
    const isBalancing = cluster.settings.proxy.mode === "ipvs";
    const proxySets =
      proxy === null || !isBalancing
        ? ""
        : FAMILIES.map((family) => proxy.output(family).ipsets).join("");
    const own =
      node === null ? NO_SETS : readSets({ name, text: cniSets(cluster, node) + proxySets }).sets;
    const givenSets = dumpsOf(built.ipsets, namespace.id).map((text) =>
      readGivenSets(text, diagnostics),
    );
    const sets = givenSets.reduce<IpSets>((known, more) => new Map([...known, ...more]), own);
    const balanced = dumpsOf(built.ipvs, namespace.id);
    const virtualServers =
      balanced.length > 0
        ? readGivenServers(balanced, diagnostics)
        : proxy === null || !isBalancing
          ? []
          : proxyServers(proxy);
    const starting: StartingRules = {
      ruleSets,
      get nftables() {
        return nftables();
      },
      sets,
      virtualServers,
    };
    return hasNetfilter(namespace, starting) ? [[namespace.id, starting]] : [];
  });
  const clusterSegments = new Set(wired.segments.map(({ id }) => id));
  return { network, rules: new Map(rules), clusterSegments, diagnostics };
}

/** The network alone: as the cluster's CNI wires it, with the declared hosts, and with their containers. */
export function wiredNetwork({ cluster, topology, upstreams }: Scenario): {
  readonly wired: Network;
  readonly built: BuiltTopology;
  readonly network: Network;
} {
  const outside = upstreams.map(({ address }) => address);
  const wired =
    cluster.nodes.length === 0 ? NOTHING : withNodeCaches(buildNetwork(cluster, outside), cluster);
  const built = buildTopology(topology, wired);
  const network = withCarriers(addContainers(built.network, topology.containers));
  return { wired, built, network };
}

function withNodeCaches(network: Network, cluster: Cluster): Network {
  const listening = nodeLocalListening(cluster);
  const namespaces = network.namespaces.map((namespace) =>
    namespace.kind === "node" ? withNodeCacheDevice(namespace, listening) : namespace,
  );
  return { ...network, namespaces };
}

const NOTHING: Network = { namespaces: [], segments: [] };

/** The same rules as texts that the programs load. */
export function hostRules(rules: ScenarioNetwork["rules"]): readonly HostRules[] {
  return [...rules].map(([namespace, { ruleSets, nftables, sets, virtualServers }]) => ({
    namespace,
    nftables: printLoadable(nftables),
    ruleSets: FAMILIES.map((family) => ruleSets[family]),
    ipsets: sets.size === 0 ? [] : [printSetSave(sets, 0)],
    ipvs: printIpvsSave(virtualServers),
  }));
}

type Entry = readonly [NamespaceId, StartingRules];

// A namespace without rules has no hooks that anybody could see, and tracks no connections.
function hasNetfilter({ kind }: Namespace, rules: StartingRules): boolean {
  // What a node has is compiled when somebody asks for it.
  if (kind === "node" || rules.sets.size > 0 || rules.virtualServers.length > 0) return true;
  if (rules.nftables.tables.length > 0) return true;
  return FAMILIES.some((family) => rules.ruleSets[family].tables.length > 0);
}

function readDump(
  dump: RuleDumpDeclaration,
  backend: Namespace["iptables"],
  diagnostics: Diagnostic[],
): RuleSet {
  const read = readSave(textOf(dump), dump.family, backend);
  diagnostics.push(...placedIn(dump, read.diagnostics));
  return read.ruleSet;
}

// A dump replaces what programs would have written.
function pasted(dumps: readonly RuleSet[], family: Family): RuleSet | null {
  return dumps.findLast((candidate) => candidate.family === family) ?? null;
}

// What is given replaces what kube-proxy would have written; null where nothing is.
function readGivenNftables(
  texts: readonly VerbatimDeclaration[],
  diagnostics: Diagnostic[],
): Nftables | null {
  if (texts.length === 0) return null;
  return texts.reduce((before, text) => {
    const read = applyNft(before, textOf(text), { owner: "user" });
    diagnostics.push(...placedIn(text, read.diagnostics));
    return read.nftables;
  }, NO_NFTABLES);
}

function readGivenSets(text: VerbatimDeclaration, diagnostics: Diagnostic[]): IpSets {
  const read = readSets(textOf(text));
  diagnostics.push(...placedIn(text, read.diagnostics));
  return read.sets;
}

function readGivenServers(
  texts: readonly VerbatimDeclaration[],
  diagnostics: Diagnostic[],
): readonly VirtualServer[] {
  return texts.reduce<readonly VirtualServer[]>((known, text) => {
    const read = readIpvs(textOf(text), known);
    diagnostics.push(...placedIn(text, read.diagnostics));
    return read.servers;
  }, []);
}

function dumpsOf<T extends VerbatimDeclaration>(
  all: ReadonlyMap<NamespaceId, readonly T[]>,
  id: NamespaceId,
): readonly T[] {
  return all.get(id) ?? [];
}

function whenAsked<T>(of: (family: Family) => T): Readonly<Record<Family, T>> {
  const [ipv4, ipv6] = [once(() => of("ipv4")), once(() => of("ipv6"))];
  return {
    get ipv4() {
      return ipv4();
    },
    get ipv6() {
      return ipv6();
    },
  };
}
