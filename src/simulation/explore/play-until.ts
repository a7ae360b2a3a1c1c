import type { PlayItem, Scenario } from "../../cluster/scenario.js";

/** The same scenario, played no further than the end of a request, which is counted from 1; null where it has fewer. */
export function playUntil(scenario: Scenario, request: number): Scenario | null {
  const play: PlayItem[] = [];
  let left = request;
  for (const item of scenario.play) {
    if (item.kind === "request" && item.times >= left) {
      play.push({ ...item, times: left });
      return { ...scenario, play };
    }
    if (item.kind === "request") left -= item.times;
    play.push(item);
  }
  return null;
}
