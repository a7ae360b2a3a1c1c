import { createRandom } from "../../base/random.js";
import { dnsPrograms } from "../../simulation/set-up/dns-programs.js";
import { planHealthServers } from "../../simulation/set-up/health-server-plan.js";
import type { ProxyKnowledge } from "../../simulation/set-up/health-server-plan.js";
import { planServers } from "../../simulation/set-up/server-plan.js";
import type { StartedCoredns } from "../../simulation/set-up/start-coredns.js";
import { startNodeLocal } from "../../simulation/set-up/start-node-local.js";
import {
  planUserspaceServers,
  startBalancer,
  userspacePorts,
} from "../../simulation/set-up/userspace-server-plan.js";
import { queryId } from "../../trace/id.js";
import type { QueryId } from "../../trace/id.js";
import { pause } from "../kernel/monitor.js";
import type { Lab } from "../lab/lab.js";
import { runReal } from "./real-process.js";

/** Starts every server of a scenario on the machine. */
export async function startServers(started: StartedCoredns, lab: Lab): Promise<void> {
  const { scenario } = started;
  const random = createRandom(scenario.seed);
  const queries = { last: 0 };
  const nextQuery = (): QueryId => queryId(++queries.last);
  const dns = dnsPrograms(started, startNodeLocal(scenario, null));
  const { cluster } = scenario;
  const began = performance.now();
  const knowledge = (): ProxyKnowledge => ({
    cluster,
    now: (performance.now() - began) * 1000,
    syncedAt: 0,
    changedAt: null,
  });
  const servers = [
    ...planServers(scenario, dns),
    ...cluster.nodes.flatMap((node) => planHealthServers(node, knowledge)),
    ...cluster.nodes.flatMap((node) =>
      planUserspaceServers(
        node,
        userspacePorts(cluster, node),
        startBalancer(cluster, node, random),
      ),
    ),
  ];
  await Promise.all(
    servers.map(async ({ namespace, program, port, run: start }) => {
      const host = await lab.host(namespace);
      const own = random.fork(`server/${namespace}/${program}/${port}`);
      // A server goes on until the namespaces are removed.
      runReal({ host, random: own, nextQuery, onFailure: () => undefined }, start()).catch(
        () => undefined,
      );
    }),
  );
  await pause(200);
}
