import { chainIn } from "../../trace/nft-station.js";

/** A chain that the reader asked for, instead of the one that is walked. */
export interface Selected {
  /** Null for a hook alone: the first table that has it. */
  readonly table: string | null;
  readonly chain: string;
}

/** What a mark's action asks for: `hook:OUTPUT/table:nat`, `hook:INPUT`, `chain:nat/KUBE-SERVICES`; null for what is no chain. */
export function selectedBy(action: string): Selected | null {
  const chain = /^chain:([^/]+)\/(.+)$/.exec(action);
  if (chain !== null) return { table: chain[1] ?? null, chain: chain[2] ?? "" };
  const hook = /^hook:([^/]+)(?:\/table:(.+))?$/.exec(action);
  if (hook === null) return null;
  const [, name = "", station = null] = hook;
  // A chain of nft has a name of its own, whatever hook it stands at.
  const own = station === null ? null : chainIn(station);
  return own === null ? { table: station, chain: name } : { table: null, chain: own };
}
