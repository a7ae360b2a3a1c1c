import { createRandom } from "../../../src/base/random.js";
import type { Topology } from "../../../src/cluster/topology/topology.js";
import { createConntrack } from "../../../src/netfilter/conntrack/conntrack.js";
import { readSets } from "../../../src/netfilter/ipset/read-sets.js";
import { emptyRuleSet } from "../../../src/netfilter/iptables/apply.js";
import { readSave } from "../../../src/netfilter/iptables/read-save.js";
import { createHost } from "../../../src/network/host.js";
import { buildTopology } from "../../../src/network/topology/build-topology.js";
import { createCarriage } from "../../../src/simulation/carriage.js";
import { launchPacket } from "../../../src/simulation/journey.js";
import { createLinks } from "../../../src/simulation/links.js";
import { createNeighbourQueues } from "../../../src/simulation/neighbour-queue.js";
import { NOMINAL_TIMES } from "../../../src/simulation/nominal.js";
import { createRecorder } from "../../../src/simulation/recorder.js";
import { createScheduler } from "../../../src/simulation/scheduler/scheduler.js";
import { createSocketTable } from "../../../src/simulation/socket/socket-table.js";
import type { Stack, World } from "../../../src/simulation/world.js";
import { queryId } from "../../../src/trace/id.js";

export function startWorld(topology: Topology): World {
  const random = createRandom(1);
  const built = buildTopology(topology);
  const stacks = built.network.namespaces.map((namespace): Stack => {
    const { id } = namespace;
    const dump = built.ruleDumps.get(id)?.[0];
    const sets = readSets({
      name: "ipset",
      text: (built.ipsets.get(id) ?? []).map(({ text }) => text).join(""),
    }).sets;
    const netfilter =
      dump === undefined
        ? null
        : {
            ruleSets: {
              ipv4: readSave({ name: "rules", text: dump.text }, "ipv4").ruleSet,
              ipv6: emptyRuleSet("ipv6"),
            },
            backend: namespace.iptables,
            conntrack: createConntrack(),
            sets,
            random: random.fork(`netfilter/${id}`),
          };
    return {
      id,
      host: createHost(namespace, netfilter),
      sockets: createSocketTable(random.fork(`ports/${id}`)),
    };
  });
  const scheduler = createScheduler();
  const carriage = createCarriage();
  let queries = 0;
  const world: World = {
    scheduler,
    recorder: createRecorder(() => scheduler.now(), carriage.ended),
    nominal: NOMINAL_TIMES,
    stacks: new Map(stacks.map((stack) => [stack.id, stack])),
    segments: new Map(built.network.segments.map((segment) => [segment.id, segment])),
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
  return world;
}
