import { allEndpointSlices } from "../all-endpoint-slices.js";
import type { Cluster } from "../cluster.js";
import type { EndpointSlice } from "../endpoint-slice.js";

/**
 * The slices after the EndpointSlice controller has heard of a change: it writes those of Services for which something else
 * follows than before, and leaves all others as they are, whoever wrote them.
 */
export function followedSlices(before: Cluster, after: Cluster): readonly EndpointSlice[] {
  const was = byService(derived(before));
  const is = byService(derived(after));
  const changed = new Set(
    [...new Set([...was.keys(), ...is.keys()])].filter(
      (key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)),
    ),
  );
  if (changed.size === 0) return before.endpointSlices;
  const placed = new Set<string>();
  const kept = before.endpointSlices.flatMap((slice) => {
    const key = keyOf(slice);
    if (!changed.has(key)) return [slice];
    if (placed.has(key)) return [];
    placed.add(key);
    return is.get(key) ?? [];
  });
  const fresh = [...changed].filter((key) => !placed.has(key)).flatMap((key) => is.get(key) ?? []);
  return [...kept, ...fresh];
}

// What somebody gave stays only as long as nothing else would follow now than before.
function derived(cluster: Cluster): readonly EndpointSlice[] {
  return allEndpointSlices({ ...cluster, givenSlices: [] });
}

function byService(
  slices: readonly EndpointSlice[],
): ReadonlyMap<string, readonly EndpointSlice[]> {
  const found = new Map<string, EndpointSlice[]>();
  for (const slice of slices) {
    const key = keyOf(slice);
    found.set(key, [...(found.get(key) ?? []), slice]);
  }
  return found;
}

function keyOf({ namespace, service }: EndpointSlice): string {
  return `${namespace}/${service ?? ""}`;
}
