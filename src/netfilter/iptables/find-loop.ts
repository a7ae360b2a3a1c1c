import type { ChainGraph, Jump } from "./chain-graph.js";

const [NEW, ON_PATH, DONE] = [0, 1, 2];

/** The first jump, if any, that closes a circle of chains: packets would walk it forever, and the kernel refuses it. */
export function findLoop<Kind extends Jump>({
  jumps,
  last,
  before,
  from,
  to,
}: ChainGraph<Kind>): Kind | null {
  const state = new Uint8Array(last.length);
  // The jump of each chain that is followed next: the last one first.
  const open = last.slice();
  const path: number[] = [];
  for (const start of from) {
    if (state[start] !== NEW) continue;
    state[start] = ON_PATH;
    path.push(start);
    for (let chain = path.at(-1); chain !== undefined; chain = path.at(-1)) {
      const jump = open[chain] ?? -1;
      if (jump === -1) {
        state[chain] = DONE;
        path.pop();
        continue;
      }
      open[chain] = before[jump] ?? -1;
      const next = to[jump] ?? 0;
      if (state[next] === ON_PATH) return jumps[jump] ?? null;
      if (state[next] === NEW) {
        state[next] = ON_PATH;
        path.push(next);
      }
    }
  }
  return null;
}
