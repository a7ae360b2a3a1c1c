import type { Cluster } from "../cluster/cluster.js";
import type { Scenario } from "../cluster/scenario.js";
import type { Simulated } from "./play-once.js";
import { destinationsIn, isWiredInPart, spokenOf, wiredPart } from "./set-up/wired-part.js";

/**
 * Plays a scenario, of a very large cluster only the part that packets come to: it is played again with whoever was sent
 * something and was not there, until nobody is missing. Each play begins at the same chance, so the last is as if all
 * had been there. The nodes, pods and addresses in `also` are there in any case.
 */
export function playWired(
  scenario: Scenario,
  also: readonly string[],
  playOn: (part: Scenario, whole: Cluster | null) => Simulated,
): Simulated {
  const { cluster } = scenario;
  if (!isWiredInPart(scenario)) return playOn(scenario, null);
  let wanted = new Set([...spokenOf(scenario), ...also]);
  let part = wiredPart(scenario, wanted);
  for (;;) {
    const played = playOn(part, cluster);
    wanted = new Set([...wanted, ...destinationsIn(played.trace.events)]);
    const next = wiredPart(scenario, wanted);
    if (sizeOf(next) === sizeOf(part)) return played;
    part = next;
  }
}

function sizeOf({ cluster }: Scenario): number {
  return cluster.nodes.length + cluster.pods.length;
}
