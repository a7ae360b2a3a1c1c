import type { Cluster } from "../../cluster/cluster.js";
import { createHost } from "../../network/host.js";
import type { Namespace } from "../../network/namespace.js";
import { namespaceHeader } from "../header/namespace-header.js";
import { namespaceOfPod } from "../set-up/actor-namespace.js";
import { podNaming } from "../header/resolver-header.js";
import { planPod } from "../set-up/server-plan.js";
import { createSocketTable } from "../socket/socket-table.js";
import { startServer } from "../start-server.js";
import type { Stack } from "../world.js";
import type { LivePlace } from "./live-place.js";

const NO_NAMING = { resolver: null };

/** A pod's namespace comes into being, and the programs of its containers start. */
export function addNamespace(
  { world, live, random, header, dns }: LivePlace,
  namespace: Namespace,
  cluster: Cluster,
): Stack {
  const { id } = namespace;
  const stack: Stack = {
    id,
    host: createHost(namespace, null, random.fork(`host/${id}`)),
    sockets: createSocketTable(random.fork(`ports/${id}`)),
  };
  world.stacks.set(id, stack);
  const pods = cluster.pods.filter((pod) => namespaceOfPod(pod) === id);
  const servers = pods.flatMap((pod) => planPod(pod, dns));
  const listening = servers.map(({ program, protocol, port }) => ({ program, protocol, port }));
  const scenario = live.scenario();
  const [naming = NO_NAMING] = pods.map((pod) => podNaming({ ...scenario, cluster }, pod));
  const described = { ...namespaceHeader(stack.host, listening, naming), comesLater: true };
  // A pod may come again under its name.
  world.gone.delete(id);
  if (!header.namespaces.some((known) => known.id === id)) header.namespaces.push(described);
  world.recorder.emit(id, null, { kind: "namespace-added", tables: described.tables });
  for (const server of servers) startServer(world, server, random);
  return stack;
}
