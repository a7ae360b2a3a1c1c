import type { Random } from "../base/random.js";
import { stackOf } from "./journey.js";
import { newLife } from "./process/life.js";
import { startProcess } from "./process/run-process.js";
import type { ServerPlan } from "./set-up/server-plan.js";
import type { World } from "./world.js";

/** Starts a server in its namespace: it listens at once. */
export function startServer(world: World, server: ServerPlan, random: Random): void {
  const { namespace, program, port } = server;
  const life = newLife();
  const own = world.servers.get(namespace) ?? [];
  // A port that is opened anew is another program's from now on.
  world.servers.set(namespace, [
    ...own.filter(({ life: { ended } }) => !ended),
    { program, port, life },
  ]);
  const process = {
    world,
    stack: stackOf(world, namespace),
    program,
    life,
    random: random.fork(`server/${namespace}/${program}/${port}`),
  };
  startProcess(process, server.run(), () => undefined);
}
