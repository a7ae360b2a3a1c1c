import type { Diagnostic } from "../../base/diagnostic.js";
import type { Random } from "../../base/random.js";
import type { Scenario } from "../../cluster/scenario.js";
import { createHost } from "../../network/host.js";
import type { Network } from "../../network/network.js";
import { knowNeighbours } from "../../network/neighbour/known-neighbours.js";
import { queryId } from "../../trace/id.js";
import { launchPacket } from "../journey.js";
import { createCarriage } from "../carriage.js";
import { createLinks } from "../links.js";
import { createNeighbourQueues } from "../neighbour-queue.js";
import type { NominalTimes } from "../nominal.js";
import { createRecorder } from "../recorder.js";
import { createScheduler } from "../scheduler/scheduler.js";
import { createSocketTable } from "../socket/socket-table.js";
import { wiresOf } from "../wires.js";
import type { Stack, World } from "../world.js";
import { isBuilt } from "./build-plan.js";
import { hostNetfilter } from "./host-netfilter.js";
import { scenarioNetwork } from "./scenario-network.js";
import type { ScenarioNetwork } from "./scenario-network.js";

/** A world, what it is made of, and the mistakes in what its hosts were to load. */
export interface CreatedWorld {
  readonly world: World;
  readonly network: Network;
  /** What netfilter has in each namespace that has rules. */
  readonly rules: ScenarioNetwork["rules"];
  readonly clusterSegments: ScenarioNetwork["clusterSegments"];
  readonly diagnostics: readonly Diagnostic[];
}

/** The scenario's world at time 0: the cluster has been running, so that its hosts know their neighbours, and nothing of the play has happened. */
export function createWorld(
  scenario: Scenario,
  random: Random,
  nominal: NominalTimes,
): CreatedWorld {
  const { network, rules, clusterSegments, diagnostics } = scenarioNetwork(scenario);
  const stacks = network.namespaces.map((namespace): Stack => {
    const { id } = namespace;
    const loaded = rules.get(id);
    const netfilter = loaded === undefined ? null : hostNetfilter(namespace, loaded, random);
    return {
      id,
      host: createHost(namespace, netfilter, random.fork(`host/${id}`)),
      sockets: createSocketTable(random.fork(`ports/${id}`)),
    };
  });
  const scheduler = createScheduler();
  const carriage = createCarriage();
  let queries = 0;
  const world: World = {
    scheduler,
    recorder: createRecorder(
      () => scheduler.now(),
      (ended) => carriage.ended(ended),
    ),
    nominal,
    stacks: new Map(stacks.map((stack) => [stack.id, stack])),
    segments: new Map(network.segments.map((segment) => [segment.id, segment])),
    gone: new Set(),
    servers: new Map(),
    links: createLinks(random.fork("links")),
    carriage,
    queues: createNeighbourQueues(),
    bridged: new Map(),
    queries: new Map(),
    asked: new WeakMap(),
    nextQuery: () => queryId(++queries),
    launch: (stack, packet, origin) => {
      launchPacket(world, stack, packet, origin);
    },
  };
  // What the play builds first has not been running: who empties this world for it says who knows whom.
  if (!isBuilt(scenario)) {
    const hosts = new Map(stacks.map(({ id, host }) => [id, host]));
    const known = network.segments.filter(({ id }) => clusterSegments.has(id));
    knowNeighbours(hosts, known, wiresOf(world));
  }
  return { world, network, rules, clusterSegments, diagnostics };
}
