import type { ChainGraph, Jump } from "./chain-graph.js";

/** How many chains may follow one another behind a built-in chain of iptables-nft (linux include/net/netfilter/nf_tables.h: NFT_JUMP_STACK_SIZE, less the built-in one). */
export const MOST_CHAINS_IN_A_ROW = 15;

/**
 * The first jump, in the order in which the rules come, with which more chains follow a built-in one than nf_tables takes
 * (linux net/netfilter/nf_tables_api.c: nft_chain_validate). Chains that no built-in one leads to may be as deep as they like.
 */
export function findTooDeep<Kind extends Jump>(
  graph: ChainGraph<Kind>,
  builtIn: readonly string[],
): Kind | null {
  const { jumps } = graph;
  if (!isTooDeep(graph, builtIn, jumps.length)) return null;
  // With more rules it never gets less deep.
  let [fits, least] = [0, jumps.length];
  while (least - fits > 1) {
    const middle = (fits + least) >> 1;
    if (isTooDeep(graph, builtIn, middle)) least = middle;
    else fits = middle;
  }
  return jumps[least - 1] ?? null;
}

// Whether it is so with the first `count` jumps alone.
function isTooDeep(
  { ids, from, to }: ChainGraph<Jump>,
  builtIn: readonly string[],
  count: number,
): boolean {
  // The depth at which each chain was last reached, counted from 1.
  const reachedAt = new Uint8Array(ids.size);
  for (const name of builtIn) {
    const id = ids.get(name);
    if (id !== undefined) reachedAt[id] = 1;
  }
  for (let depth = 1; depth <= MOST_CHAINS_IN_A_ROW + 1; depth++) {
    const reached: number[] = [];
    for (let jump = 0; jump < count; jump++)
      if (reachedAt[from[jump] ?? 0] === depth) reached.push(to[jump] ?? 0);
    if (reached.length === 0) return false;
    for (const chain of reached) reachedAt[chain] = depth + 1;
  }
  return true;
}
