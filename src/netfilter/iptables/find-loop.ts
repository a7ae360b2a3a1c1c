/** A rule that sends packets from one chain to another. */
export interface Jump {
  readonly from: string;
  readonly chain: string;
}

/** The first jump, if any, that closes a circle of chains: packets would walk it forever, and the kernel refuses it. */
export function findLoop<Kind extends Jump>(jumps: readonly Kind[]): Kind | null {
  const outgoing = grouped(jumps);
  const done = new Set<string>();
  for (const start of outgoing.keys()) {
    // The chains on the way from the start, each with its jumps that are not followed yet.
    const path = [{ chain: start, open: [...(outgoing.get(start) ?? [])] }];
    const onPath = new Set([start]);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const jump = last.open.pop();
      if (jump === undefined) {
        done.add(last.chain);
        onPath.delete(last.chain);
        path.pop();
      } else if (onPath.has(jump.chain)) {
        return jump;
      } else if (!done.has(jump.chain)) {
        onPath.add(jump.chain);
        path.push({ chain: jump.chain, open: [...(outgoing.get(jump.chain) ?? [])] });
      }
    }
  }
  return null;
}

function grouped<Kind extends Jump>(jumps: readonly Kind[]): ReadonlyMap<string, readonly Kind[]> {
  const groups = new Map<string, Kind[]>();
  for (const jump of jumps) {
    const group = groups.get(jump.from);
    if (group === undefined) groups.set(jump.from, [jump]);
    else group.push(jump);
  }
  return groups;
}
