import type { Cluster } from "../../cluster/cluster.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { Network } from "../../network/network.js";
import type {
  DnsBlockHeader,
  DnsHeader,
  NamespaceHeader,
  TraceHeader,
} from "../../trace/header.js";
import type { HostTables } from "../../trace/host-tables.js";
import { clusterTimes, CONTAINER_TIMES } from "../live/nominal-cluster.js";
import type { BuildPlan } from "../set-up/build-plan.js";
import { hostHosts } from "../application/hosts-file.js";
import { hostNaming, podNaming } from "./resolver-header.js";
import { namespaceOfPod } from "../set-up/actor-namespace.js";
import { runsDnsProgram } from "../set-up/dns-program.js";
import type { DnsProgram } from "../set-up/dns-program.js";
import { hostRunsCoredns } from "../set-up/runs-coredns.js";
import type { StartedNodeLocal } from "../set-up/start-node-local.js";
import type { ServerPlan } from "../set-up/server-plan.js";
import type { World } from "../world.js";
import { apiObjects } from "./api-objects.js";
import type { HeaderDraft } from "./header-draft.js";
import { namespaceHeader, segmentHeader } from "./namespace-header.js";
import { serviceHeaders } from "./service-header.js";
import type { TextPool } from "./text-pool.js";

/** The CoreDNS whose plugins are imitated. */
const COREDNS_VERSION = "1.14.7";

/** What the simulation is made of, before the first event. */
export interface Parts {
  readonly scenario: Scenario;
  /** The cluster that the scenario has only a part of; null where it has all. */
  readonly whole: Cluster | null;
  readonly world: World;
  readonly network: Network;
  /** How the play builds it; null where it is there from the start. */
  readonly build: BuildPlan | null;
  readonly servers: readonly ServerPlan[];
  /** The name servers that run in pods. */
  readonly dns: readonly DnsProgram[];
  /** The Corefile of node-local-dns; null where no pod runs it. */
  readonly nodeLocal: StartedNodeLocal | null;
  /** Whether name servers exit by themselves. */
  readonly loops: boolean;
  /** Takes the texts of rules, now and while the play changes them. */
  readonly texts: TextPool;
}

/** All that a player must know of a scenario before its first event, but for the rules. */
export function buildHeader(parts: Parts): HeaderDraft {
  const { scenario, whole, network, world, texts } = parts;
  const { cluster } = scenario;
  return {
    format: "hopwise-trace/1",
    title: scenario.title,
    seed: scenario.seed,
    imitates: {
      kubernetes: cluster.settings.version,
      coredns: COREDNS_VERSION,
      proxyMode: cluster.settings.proxy.mode,
    },
    nominal: {
      ...world.nominal,
      ...(changesCluster(scenario) ? clusterTimes(cluster) : {}),
      ...(parts.loops || stopsPrograms(scenario) ? CONTAINER_TIMES : {}),
    },
    namespaces: [...namespaceHeaders(parts)],
    segments: network.segments.map(segmentHeader),
    services: [...serviceHeaders(cluster)],
    ...(whole === null
      ? cluster.nodes.length === 0
        ? {}
        : { objects: apiObjects(cluster) }
      : { wiredOf: { nodes: whole.nodes.length, pods: whole.pods.length } }),
    dns: dnsHeader(parts),
    hosts: hostHosts(scenario, null),
    chapters: scenario.play.flatMap((item) => (item.kind === "chapter" ? [item.title] : [])),
    notes: scenario.play.flatMap((item) =>
      item.kind === "note" || item.kind === "ask" ? [item.text] : [],
    ),
    texts: texts.texts,
  };
}

// All servers of a program are alike at the start, so the first speaks for them.
function dnsHeader({ scenario: { cluster, topology }, dns, nodeLocal }: Parts): DnsHeader {
  const host = topology.hosts.find(hostRunsCoredns);
  const blocks = dns.flatMap(({ name, serverOf, serverOn }): readonly DnsBlockHeader[] => {
    const pod = cluster.pods.find((one) => runsDnsProgram(one, name));
    const onHost = host && serverOn?.(host.name);
    const own = (pod === undefined ? onHost : serverOf(pod))?.blocks ?? [];
    return name === "coredns" ? own : own.map((block) => ({ ...block, program: name }));
  });
  const { corefile } = cluster;
  return nodeLocal === null
    ? { corefile, blocks }
    : { corefile, blocks, nodeLocalCorefile: nodeLocal.corefile.source };
}

function stopsPrograms({ play }: Scenario): boolean {
  return play.some(
    (item) =>
      item.kind === "change" &&
      item.change.kind === "cluster" &&
      ["crash", "hang"].includes(item.change.change.kind),
  );
}

function changesCluster({ play }: Scenario): boolean {
  return play.some((item) => item.kind === "change" && item.change.kind === "cluster");
}

function namespaceHeaders({ scenario, world, build, servers }: Parts): TraceHeader["namespaces"] {
  const { cluster } = scenario;
  const naming = new Map(
    cluster.pods
      .filter((pod) => !pod.hostNetwork)
      .map((pod) => [namespaceOfPod(pod), podNaming(scenario, pod)]),
  );
  return [...world.stacks.values()].map(({ host }) => {
    const { namespace } = host;
    const listening = servers
      .filter((server) => server.namespace === namespace.id)
      .map(({ program, protocol, port }) => ({ program, protocol, port }));
    const header = namespaceHeader(
      host,
      listening,
      naming.get(namespace.id) ?? hostNaming(scenario, namespace),
    );
    return build === null ? header : { ...header, tables: withoutSteps(header, build) };
  });
}

// What is set by hand is there from the step on that sets it.
function withoutSteps({ id, tables }: NamespaceHeader, { steps }: BuildPlan): HostTables {
  const own = steps.filter((step) => "at" in step && step.at.id === id);
  return {
    ...tables,
    neighbours: tables.neighbours.filter(
      ({ address, device }) =>
        !own.some(
          (step) =>
            step.kind === "add-neighbour" &&
            step.neighbour.address === address &&
            step.neighbour.device === device,
        ),
    ),
    forwardings: tables.forwardings.filter(
      ({ mac, device, destination }) =>
        !own.some(
          (step) =>
            step.kind === "add-forwarding" &&
            step.forwarding.mac.toLowerCase() === mac &&
            step.forwarding.device === device &&
            step.forwarding.destination === destination,
        ),
    ),
  };
}
