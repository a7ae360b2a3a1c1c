import type { Random } from "../../base/random.js";
import type { Scenario } from "../../cluster/scenario.js";
import { NO_SETS } from "../../netfilter/ipset/ip-set.js";
import { createConntrack } from "../../netfilter/conntrack/conntrack.js";
import { buildNetwork } from "../../network/cni/build-network.js";
import { nodeNamespaceId } from "../../network/cni/kindnet/node-namespace.js";
import { createHost, neighboursIn } from "../../network/host.js";
import type { HostNetfilter } from "../../network/host.js";
import type { Network } from "../../network/network.js";
import { queryId } from "../../trace/id.js";
import type { NamespaceId } from "../../trace/id.js";
import { launchPacket } from "../journey.js";
import type { NominalTimes } from "../nominal.js";
import { createRecorder } from "../recorder.js";
import { createScheduler } from "../scheduler/scheduler.js";
import { createSocketTable } from "../socket/socket-table.js";
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
      return [id, { ruleSets, backend: "nft", conntrack, sets: NO_SETS, random: draws }];
    }),
  );
  const neighbours = neighboursIn(network);
  const stacks = network.namespaces.map((namespace): Stack => {
    const { id } = namespace;
    return {
      id,
      host: createHost(namespace, neighbours, netfilter.get(id) ?? null),
      sockets: createSocketTable(random.fork(`ports/${id}`)),
    };
  });
  const scheduler = createScheduler();
  let queries = 0;
  const world: World = {
    scheduler,
    recorder: createRecorder(() => scheduler.now()),
    nominal,
    stacks: new Map(stacks.map((stack) => [stack.id, stack])),
    segments: new Map(network.segments.map((segment) => [segment.id, segment])),
    queries: new Map(),
    nextQuery: () => queryId(++queries),
    launch: (stack, packet, origin) => {
      launchPacket(world, stack, packet, origin);
    },
  };
  return { world, network };
}
