/** A rule that sends packets from one chain to another. */
export interface Jump {
  readonly from: string;
  readonly chain: string;
}

/** The chains of a table as numbers, and the jumps between them: a node may have a hundred thousand. */
export interface ChainGraph<Kind extends Jump> {
  readonly jumps: readonly Kind[];
  /** The number of each chain that a jump leads from or to. */
  readonly ids: ReadonlyMap<string, number>;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The last jump from each chain, or -1; `before` has the one before each jump, from the same chain. */
  readonly last: Int32Array;
  readonly before: Int32Array;
}

/** The graph of jumps in the order in which the rules come. */
export function chainGraph<Kind extends Jump>(jumps: readonly Kind[]): ChainGraph<Kind> {
  const ids = new Map<string, number>();
  const idOf = (chain: string): number => {
    let id = ids.get(chain);
    if (id === undefined) ids.set(chain, (id = ids.size));
    return id;
  };
  const from = new Int32Array(jumps.length);
  const to = new Int32Array(jumps.length);
  let [name, id] = ["", -1];
  for (let index = 0; index < jumps.length; index++) {
    const jump = jumps[index];
    if (jump === undefined) break;
    // The jumps of one chain mostly come one after the other.
    if (id === -1 || jump.from !== name) [name, id] = [jump.from, idOf(jump.from)];
    from[index] = id;
    to[index] = idOf(jump.chain);
  }
  const last = new Int32Array(ids.size).fill(-1);
  const before = new Int32Array(jumps.length);
  for (let index = 0; index < from.length; index++) {
    const chain = from[index] ?? 0;
    before[index] = last[chain] ?? -1;
    last[chain] = index;
  }
  return { jumps, ids, from, to, last, before };
}

/** Marks with a bit every chain that one leads to, itself too. */
export function markReached(
  { last, before, to }: ChainGraph<Jump>,
  start: number,
  { marks, bit }: { readonly marks: Uint8Array; readonly bit: number },
): void {
  const open = [start];
  for (let chain = open.pop(); chain !== undefined; chain = open.pop()) {
    const mark = marks[chain] ?? 0;
    if ((mark & bit) !== 0) continue;
    marks[chain] = mark | bit;
    for (let jump = last[chain] ?? -1; jump !== -1; jump = before[jump] ?? -1) {
      const next = to[jump] ?? 0;
      if (((marks[next] ?? 0) & bit) === 0) open.push(next);
    }
  }
}
