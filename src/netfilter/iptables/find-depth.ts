import type { Jump } from "./find-loop.js";

/** How many chains may follow one another behind a built-in chain of iptables-nft (linux include/net/netfilter/nf_tables.h: NFT_JUMP_STACK_SIZE, less the built-in one). */
export const MOST_CHAINS_IN_A_ROW = 15;

/**
 * The first jump, in the order in which the rules come, with which more chains follow a built-in one than nf_tables takes
 * (linux net/netfilter/nf_tables_api.c: nft_chain_validate). Chains that no built-in one leads to may be as deep as they like.
 */
export function findTooDeep<Kind extends Jump>(
  jumps: readonly Kind[],
  builtIn: readonly string[],
): Kind | null {
  if (!isTooDeep(jumps, builtIn)) return null;
  // With more rules it never gets less deep.
  let [fits, least] = [0, jumps.length];
  while (least - fits > 1) {
    const middle = (fits + least) >> 1;
    if (isTooDeep(jumps.slice(0, middle), builtIn)) least = middle;
    else fits = middle;
  }
  return jumps[least - 1] ?? null;
}

function isTooDeep(jumps: readonly Jump[], builtIn: readonly string[]): boolean {
  let reached = new Set(builtIn);
  for (let depth = 0; depth <= MOST_CHAINS_IN_A_ROW && reached.size > 0; depth++) {
    reached = new Set(jumps.filter(({ from }) => reached.has(from)).map(({ chain }) => chain));
  }
  return reached.size > 0;
}
