import type { Stack, World as Simulation } from "../../../src/simulation/world.js";
import { namespaceId } from "../../../src/trace/id.js";
import { applyBefore } from "./apply-before.js";
import type { Simulated } from "./compare.js";
import { connectionTexts } from "./connection-text.js";
import { drawsOf } from "./draws.js";
import { waysOf } from "./journey-of.js";
import { startWorld } from "./start-world.js";
import { startListeners } from "./listener.js";
import { outcomeOf } from "./outcome-of.js";
import { playProbe } from "./play-probe.js";
import { topologyOf } from "./topology-of.js";
import type { Probe, Recorded, World } from "./world-file.js";

/** A world at work. */
export interface Running {
  readonly world: Simulation;
  readonly description: World;
  readonly backend: "nft" | "legacy";
  /** What `-m statistic` draws next, by host. */
  readonly draws: Map<string, number[]>;
  /** What the listeners saw in this probe: `b1 saw 10.0.0.1:40001 at 10.0.0.2:80`. */
  readonly seen: string[];
}

/** Plays every probe of a world in the simulation; `recorded` tells what chance came to. */
export function runWorld(
  description: World,
  backend: "nft" | "legacy",
  recorded: readonly Recorded[],
): ReadonlyMap<string, Simulated> {
  const world = startWorld(topologyOf(description, backend));
  const running: Running = { world, description, backend, draws: new Map(), seen: [] };
  takeDrawsFrom(running);
  startListeners(running);
  return new Map(
    description.probes.map((probe) => [
      probe.id,
      simulate(
        running,
        probe,
        recorded.find(({ id }) => id === probe.id),
      ),
    ]),
  );
}

function simulate(running: Running, probe: Probe, recorded: Recorded | undefined): Simulated {
  const { world, description } = running;
  if (probe.fresh !== false) for (const stack of world.stacks.values()) flush(stack);
  for (const before of probe.before ?? []) applyBefore(running, before);
  for (const name of Object.keys(description.hosts)) {
    const rules = stackOf(running, name).host.netfilter?.ruleSets.ipv4;
    running.draws.set(name, rules === undefined ? [] : drawsOf(rules, name, recorded));
  }
  running.seen.length = 0;
  const since = world.recorder.events.length;
  const played = playProbe(running, probe);
  const events = world.recorder.events.slice(since);
  const client = stackOf(running, probe.from).id;
  const ways = waysOf(
    events,
    {
      client: probe.from,
      port: probe.sport ?? 0,
      isClient: ({ namespace }) => namespace === client,
    },
    ({ namespace }) => namespace?.replace(/^host\//, "") ?? "",
  );
  return {
    ways,
    conntrack: { during: played.during, after: connectionTexts(running) },
    outcome: outcomeOf(running, probe, { events, client, ...played }),
  };
}

/** A host of a world. */
export function stackOf({ world }: Running, name: string): Stack {
  const stack = world.stacks.get(namespaceId(`host/${name}`));
  if (stack === undefined) throw new Error(`no host ${name}`);
  return stack;
}

function flush({ host }: Stack): void {
  host.netfilter?.conntrack.flush();
}

// The kernel's chance is part of the recording, so that the simulation is led to the same backend.
function takeDrawsFrom(running: Running): void {
  for (const name of Object.keys(running.description.hosts)) {
    const { netfilter } = stackOf(running, name).host;
    if (netfilter === null) continue;
    Object.assign(netfilter, {
      random: {
        ...netfilter.random,
        next: () => running.draws.get(name)?.shift() ?? 0.999999,
      },
    });
  }
}
