import { required } from "../base/assert.js";
import type { Diagnostic } from "../base/diagnostic.js";
import { createRandom } from "../base/random.js";
import type { Random } from "../base/random.js";
import type { SourceSpan } from "../base/source-span.js";
import type { Cluster } from "../cluster/cluster.js";
import type { Node } from "../cluster/node.js";
import { podKey } from "../cluster/pod.js";
import type { Pod } from "../cluster/pod.js";
import type { Scenario } from "../cluster/scenario.js";
import type { FoundLoop } from "../dns/plugins/loop/probe.js";
import type { Exploration } from "../trace/exploration.js";
import type { Trace } from "../trace/trace.js";
import { buildHeader } from "./header/build-header.js";
import { listsMetRules, ruleHeaders, standingRules } from "./header/rule-headers.js";
import { createTextPool } from "./header/text-pool.js";
import { crashPods } from "./live/change-cluster.js";
import type { LivePlace } from "./live/live-place.js";
import { dnsViewOf } from "./live/dns-view.js";
import { createLiveCluster } from "./live/live-cluster.js";
import type { LiveCluster } from "./live/live-cluster.js";
import { tellKubelets } from "./live/tell-kubelet.js";
import { NOMINAL_TIMES } from "./nominal.js";
import type { NominalTimes } from "./nominal.js";
import { PLAY_LIMITS } from "./play/run-until.js";
import type { PlayLimits } from "./play/run-until.js";
import { runPlay } from "./play/run-play.js";
import { emptyWorld, isBuilt } from "./set-up/build-plan.js";
import { createWorld } from "./set-up/create-world.js";
import { runsDnsProgram } from "./set-up/dns-program.js";
import type { DnsProgram } from "./set-up/dns-program.js";
import { dnsPrograms } from "./set-up/dns-programs.js";
import type { HeardCluster } from "./set-up/dns-servers.js";
import { loopLog } from "./set-up/loop-log.js";
import { planHealthServers } from "./set-up/health-server-plan.js";
import type { ProxyKnowledge } from "./set-up/health-server-plan.js";
import { planServers } from "./set-up/server-plan.js";
import type { ServerPlan } from "./set-up/server-plan.js";
import { startNodeLocal } from "./set-up/start-node-local.js";
import { startCoredns } from "./set-up/start-coredns.js";
import { planUserspaceServers, userspacePorts } from "./set-up/userspace-server-plan.js";
import { startServer } from "./start-server.js";

/** What may be chosen beside the scenario itself. */
export interface PlayOptions {
  readonly nominal?: NominalTimes;
  readonly limits?: PlayLimits;
  /** Where the Corefile stands in the scenario's text, for diagnostics about it. */
  readonly corefileSpan?: SourceSpan | null;
  /** Where that of node-local-dns stands. */
  readonly nodeLocalSpan?: SourceSpan | null;
  /** Whether the header lists every rule also in a cluster of many Services, where it else has those that packets met. */
  readonly wholeRules?: boolean;
  /** Names of nodes and pods that are wired also where a cluster is so large that only those are that packets come to. */
  readonly wires?: readonly string[];
  /** The cluster that the scenario has only a part of; null where it has all. */
  readonly whole?: Cluster | null;
  /** Another source of chance than the scenario's seed. */
  readonly random?: Random;
  /** What chance could make of requests, by their numbers; told when they begin. */
  readonly explorations?: ReadonlyMap<number, Exploration>;
}

// It has just been started, as the play begins, and ends each time for the same reason.
function crashByLoop(place: LivePlace, loop: FoundLoop | null, program: DnsProgram["name"]): void {
  if (loop === null) return;
  const pods = place.live.now.pods.filter((pod) => runsDnsProgram(pod, program)).map(podKey);
  const random = place.random.fork("loop");
  crashPods(place, pods, { lasts: true, log: (pod) => loopLog(loop, pod, random) });
}

function userspaceServers({ now, proxies }: LiveCluster, node: Node): readonly ServerPlan[] {
  const view = proxies.get(node.name);
  return view === undefined
    ? []
    : planUserspaceServers(node, userspacePorts(now, node), view.balancer);
}

/** What came of a play. */
export interface Simulated {
  readonly trace: Trace;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plays a scenario once, by one source of chance. */
export function playOnce(declared: Scenario, options: PlayOptions = {}): Simulated {
  const coredns = startCoredns(declared, options.corefileSpan ?? null);
  const { scenario, diagnostics } = coredns;
  const nodeLocal = startNodeLocal(scenario, options.nodeLocalSpan ?? null);
  const random = options.random ?? createRandom(scenario.seed);
  const created = createWorld(scenario, random, options.nominal ?? NOMINAL_TIMES);
  const { world, network } = created;
  const build = isBuilt(scenario) ? emptyWorld(scenario, world, created) : null;
  const live = createLiveCluster(scenario, network, random, options.whole);
  const hear = (pod: Pod): HeardCluster =>
    dnsViewOf(live.dns, pod, () => ({
      heard: options.whole ?? live.now,
      heardAt: world.scheduler.now(),
    }));
  const dns = dnsPrograms(coredns, nodeLocal, hear);
  const knowledgeOn = (node: string): ProxyKnowledge => {
    const { synced: cluster, syncedAt, changedAt } = required(live.proxies.get(node), node);
    return { cluster, now: world.scheduler.now(), syncedAt, changedAt };
  };
  const servers = [
    ...planServers(scenario, dns),
    ...scenario.cluster.nodes.flatMap((node) =>
      planHealthServers(node, () => knowledgeOn(node.name)),
    ),
    ...scenario.cluster.nodes.flatMap((node) => userspaceServers(live, node)),
  ];
  const texts = createTextPool();
  const standing = standingRules(world);
  const whole = options.whole ?? null;
  const header = buildHeader({
    scenario,
    whole,
    world,
    network,
    build,
    servers,
    dns,
    nodeLocal,
    loops: coredns.loop !== null || (nodeLocal?.loop ?? null) !== null,
    texts,
  });
  // Servers were there before the play: they listen before its first event.
  for (const server of servers) startServer(world, server, random);
  const limits = options.limits ?? PLAY_LIMITS;
  const explorations = options.explorations ?? new Map<number, Exploration>();
  const place = { world, live, random, texts, header, dns };
  const theatre = { world, scenario, live: place, random, limits, texts, build, explorations };
  tellKubelets(place, live.now.pods);
  crashByLoop(place, coredns.loop, "coredns");
  crashByLoop(place, nodeLocal?.loop ?? null, "node-local-dns");
  const played = runPlay(theatre);
  const { events } = world.recorder;
  const isWhole = options.wholeRules === true || !listsMetRules(scenario.cluster, events);
  const rules = ruleHeaders(standing, texts, isWhole ? null : events);
  const trace = { header: { ...header, ...rules }, events };
  const ofNodeLocal = nodeLocal?.diagnostics ?? [];
  const all = [...diagnostics, ...ofNodeLocal, ...created.diagnostics, ...played];
  return { trace, diagnostics: all };
}
