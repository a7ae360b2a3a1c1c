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
  return hook === null ? null : { table: hook[2] ?? null, chain: hook[1] ?? "" };
}
