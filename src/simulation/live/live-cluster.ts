import type { Cluster } from "../../cluster/cluster.js";
import type { Node } from "../../cluster/node.js";
import { podKey } from "../../cluster/pod.js";
import type { Pod } from "../../cluster/pod.js";
import type { Random } from "../../base/random.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { RoundRobin } from "../../kubeproxy/userspace/round-robin.js";
import type { Network } from "../../network/network.js";
import type { Crash } from "./crash.js";
import type { DnsViews } from "./dns-view.js";
import { startBalancer } from "../set-up/userspace-server-plan.js";
import type { Timer } from "../scheduler/scheduler.js";

/** The scenario's cluster while it changes: what the API server has, and what those who watch it know of that. */
export interface LiveCluster {
  /** As the API server has it. */
  now: Cluster;
  /** What the trace has told of what the API server holds. */
  told: Cluster;
  /** What the EndpointSlice controller has followed. */
  sliced: Cluster;
  sliceTimer: Timer | null;
  /** What each CoreDNS pod has heard of. */
  readonly dns: DnsViews;
  /** The network that the CNI has made of it. */
  network: Network;
  /** The cluster that this network is of. */
  wired: Cluster;
  readonly proxies: ReadonlyMap<string, ProxyView>;
  /** Pods whose probes fail whatever their containers do. */
  readonly failing: Set<string>;
  /** Pods whose programs hang, and since when. */
  readonly hung: Map<string, number>;
  /** Pods whose programs have exited and are not started again yet. */
  readonly exited: Map<string, Exit>;
  /** Every pod that ever was. */
  readonly pods: Map<string, Pod>;
  /** The scenario with the cluster as it is now, and with pods that are gone: a play may still speak of them. */
  scenario(): Scenario;
}

/** How the programs of a pod exited. */
export interface Exit {
  /** In virtual microseconds. */
  readonly at: number;
  crash: Crash;
}

/** What kube-proxy on one node knows. */
export interface ProxyView {
  readonly node: string;
  /** Whether it hears of changes. */
  syncs: boolean;
  /** What its rules follow. */
  synced: Cluster;
  syncedAt: number;
  /** When the first change came that its rules do not follow yet. */
  changedAt: number | null;
  timer: Timer | null;
  /** Who chooses the endpoints in userspace mode. */
  readonly balancer: RoundRobin;
}

/** The cluster of a scenario before anything changes; `whole` is that which it is only a part of. */
export function createLiveCluster(
  scenario: Scenario,
  network: Network,
  random: Random,
  whole: Cluster | null = null,
): LiveCluster {
  const { cluster } = scenario;
  const pods = new Map((whole ?? cluster).pods.map((pod) => [podKey(pod), pod]));
  const live: LiveCluster = {
    now: cluster,
    told: cluster,
    sliced: cluster,
    sliceTimer: null,
    dns: new Map(),
    network,
    wired: cluster,
    proxies: new Map(cluster.nodes.map((node) => [node.name, createView(cluster, node, random)])),
    failing: new Set(),
    hung: new Map(),
    exited: new Map(),
    pods,
    scenario: () => {
      const present = new Set(live.now.pods.map(podKey));
      const gone = [...pods].filter(([key]) => !present.has(key));
      const all = [...live.now.pods, ...gone.map(([, pod]) => pod)];
      return { ...scenario, cluster: { ...live.now, pods: all } };
    },
  };
  return live;
}

function createView(cluster: Cluster, node: Node, random: Random): ProxyView {
  return {
    node: node.name,
    syncs: true,
    synced: cluster,
    syncedAt: 0,
    changedAt: null,
    timer: null,
    balancer: startBalancer(cluster, node, random),
  };
}
