import type { Random } from "../../base/random.js";
import type { Scenario } from "../../cluster/scenario.js";
import { NO_SETS } from "../../netfilter/ipset/ip-set.js";
import { createConntrack } from "../../netfilter/conntrack/conntrack.js";
import { buildNetwork } from "../../network/cni/build-network.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { createHost } from "../../network/host.js";
import type { HostNetfilter } from "../../network/host.js";
import type { Network } from "../../network/network.js";
import { knowNeighbours } from "../../network/neighbour/known-neighbours.js";
import { queryId } from "../../trace/id.js";
import type { NamespaceId } from "../../trace/id.js";
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
import { nodeRuleSets } from "./node-rule-set.js";

/** The scenario's world at time 0: the cluster has been running, and nothing of the play has happened. */
export function createWorld(
  scenario: Scenario,
  random: Random,
  nominal: NominalTimes,
): { readonly world: World; readonly network: Network } {
  const { cluster, upstreams } = scenario;
  const network = buildNetwork(
    cluster,
    upstreams.map(({ address }) => address),
  );
  const rulesOf = nodeRuleSets(cluster);
  const netfilter = new Map(
    cluster.nodes.map((node): readonly [NamespaceId, HostNetfilter] => {
      const id = nodeNamespaceId(node.name);
      const ruleSets = { ipv4: rulesOf(node, "ipv4"), ipv6: rulesOf(node, "ipv6") };
      const conntrack = createConntrack();
      const draws = random.fork(`netfilter/${id}`);
      return [id, { ruleSets, conntrack, sets: NO_SETS, random: draws }];
    }),
  );
  const stacks = network.namespaces.map((namespace): Stack => {
    const { id } = namespace;
    return {
      id,
      host: createHost(namespace, netfilter.get(id) ?? null),
      sockets: createSocketTable(random.fork(`ports/${id}`)),
    };
  });
  const scheduler = createScheduler();
  const carriage = createCarriage();
  let queries = 0;
  const world: World = {
    scheduler,
    recorder: createRecorder(() => scheduler.now(), carriage.ended),
    nominal,
    stacks: new Map(stacks.map((stack) => [stack.id, stack])),
    segments: new Map(network.segments.map((segment) => [segment.id, segment])),
    links: createLinks(random.fork("links")),
    carriage,
    queues: createNeighbourQueues(),
    bridged: new Map(),
    queries: new Map(),
    nextQuery: () => queryId(++queries),
    launch: (stack, packet, origin) => {
      launchPacket(world, stack, packet, origin);
    },
  };
  const hosts = new Map(stacks.map(({ id, host }) => [id, host]));
  knowNeighbours(hosts, network.segments, wiresOf(world));
  return { world, network };
}
