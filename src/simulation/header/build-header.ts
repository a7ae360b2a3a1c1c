import type { Scenario } from "../../cluster/scenario.js";
import type { DnsServer } from "../../dns/server.js";
import { podResolvConf } from "../../kubelet/resolv-conf.js";
import type { Hook } from "../../netfilter/hook.js";
import { stationNames } from "../../netfilter/hook-stations.js";
import type { Network } from "../../network/network.js";
import type { NamespaceHeader, TraceHeader } from "../../trace/header.js";
import type { HostTables } from "../../trace/host-tables.js";
import { CLUSTER_TIMES } from "../live/nominal-cluster.js";
import type { BuildPlan } from "../set-up/build-plan.js";
import { nodeResolvConf } from "../set-up/node-resolv-conf.js";
import { namespaceOfPod } from "../set-up/actor-namespace.js";
import type { ServerPlan } from "../set-up/server-plan.js";
import type { World } from "../world.js";
import { apiObjects } from "./api-objects.js";
import type { HeaderDraft } from "./header-draft.js";
import { namespaceHeader, segmentHeader } from "./namespace-header.js";
import { nftablesHeaders } from "./nftables-header.js";
import { ruleSetHeaders } from "./rule-set-header.js";
import { serviceHeaders } from "./service-header.js";
import type { TextPool } from "./text-pool.js";

/** The CoreDNS whose plugins are imitated. */
const COREDNS_VERSION = "1.14.7";

// The order of a forwarded packet's path, with the two hooks of the host's own packets between.
const HOOKS: readonly Hook[] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

/** What the simulation is made of, before the first event. */
export interface Parts {
  readonly scenario: Scenario;
  readonly world: World;
  readonly network: Network;
  /** How the play builds it; null where it is there from the start. */
  readonly build: BuildPlan | null;
  readonly servers: readonly ServerPlan[];
  /** One of the CoreDNS servers; they are all alike at the start. Null where no pod runs one. */
  readonly dnsServer: DnsServer | null;
  /** Takes the texts of rules, now and while the play changes them. */
  readonly texts: TextPool;
}

/** All that a player must know of a scenario before its first event. */
export function buildHeader(parts: Parts): HeaderDraft {
  const { scenario, world, network, dnsServer, texts } = parts;
  const { cluster } = scenario;
  const nftables = nftablesHeaders(world.stacks.values(), texts);
  return {
    format: "hopwise-trace/1",
    title: scenario.title,
    seed: scenario.seed,
    imitates: {
      kubernetes: cluster.settings.version,
      coredns: COREDNS_VERSION,
      proxyMode: cluster.settings.proxy.mode,
    },
    nominal: { ...world.nominal, ...(changesCluster(scenario) ? CLUSTER_TIMES : {}) },
    namespaces: [...namespaceHeaders(parts)],
    segments: network.segments.map(segmentHeader),
    services: [...serviceHeaders(cluster)],
    ...(cluster.nodes.length === 0 ? {} : { objects: apiObjects(cluster) }),
    ruleSets: ruleSetHeaders(world.stacks.values(), texts),
    ...(nftables.length === 0 ? {} : { nftables }),
    chart: chartOf(parts),
    dns: { corefile: cluster.corefile, blocks: dnsServer?.blocks ?? [] },
    chapters: scenario.play.flatMap((item) => (item.kind === "chapter" ? [item.title] : [])),
    notes: scenario.play.flatMap((item) =>
      item.kind === "note" || item.kind === "ask" ? [item.text] : [],
    ),
    texts: texts.texts,
  };
}

function changesCluster({ play }: Scenario): boolean {
  return play.some((item) => item.kind === "change" && item.change.kind === "cluster");
}

// One chart is drawn for all: that of the backend which most of the hosts with rules have.
function chartOf({ world, network }: Parts): TraceHeader["chart"] {
  const backends = network.namespaces
    .filter(({ id }) => (world.stacks.get(id)?.host.netfilter ?? null) !== null)
    .map(({ iptables }) => iptables);
  const legacy = backends.filter((backend) => backend === "legacy").length;
  const backend = legacy > backends.length / 2 ? "legacy" : "nft";
  const nftables = [...world.stacks.values()].flatMap(({ host }) => host.netfilter?.nftables ?? []);
  const balances = network.namespaces.some(
    ({ id }) => (world.stacks.get(id)?.host.netfilter?.ipvs.servers().length ?? 0) > 0,
  );
  return HOOKS.map((hook) => ({
    hook,
    // Where nobody balances, IPVS is not even loaded.
    stations: stationNames(hook, backend, nftables).filter(
      (station) => balances || station !== "ipvs",
    ),
  }));
}

function namespaceHeaders({ scenario, world, build, servers }: Parts): TraceHeader["namespaces"] {
  const { cluster } = scenario;
  const nodeConf = nodeResolvConf(scenario);
  const confs = new Map(
    cluster.pods
      .filter((pod) => !pod.hostNetwork)
      .map((pod) => [namespaceOfPod(pod), podResolvConf(cluster, pod, nodeConf)]),
  );
  return [...world.stacks.values()].map(({ host }) => {
    const { namespace } = host;
    const listening = servers
      .filter((server) => server.namespace === namespace.id)
      .map(({ program, protocol, port }) => ({ program, protocol, port }));
    const header = namespaceHeader(host, listening, confs.get(namespace.id) ?? null);
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
