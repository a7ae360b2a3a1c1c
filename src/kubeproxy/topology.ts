import type { ProxyEndpoint } from "./endpoint.js";

/** Where a proxier runs. */
export interface NodePlace {
  readonly nodeName: string;
  /** The node's `topology.kubernetes.io/zone`; null where it has none. */
  readonly zone: string | null;
}

/**
 * The ready endpoints that the hints of the slices keep for this node: those hinted for the node, else those
 * hinted for its zone, else all (kubernetes pkg/proxy/topology.go v1.36).
 */
export function preferNear(
  ready: readonly ProxyEndpoint[],
  place: NodePlace,
): readonly ProxyEndpoint[] {
  return (
    keepHinted(ready, (endpoint) => endpoint.nodeHints, place.nodeName) ??
    keepHinted(ready, (endpoint) => endpoint.zoneHints, place.zone ?? "") ??
    ready
  );
}

// A hint only counts where every ready endpoint has one and at least one names this place: otherwise some
// traffic would be lost or crowd on too few endpoints.
function keepHinted(
  ready: readonly ProxyEndpoint[],
  hintsOf: (endpoint: ProxyEndpoint) => readonly string[],
  here: string,
): readonly ProxyEndpoint[] | null {
  if (here === "" || ready.some((endpoint) => hintsOf(endpoint).length === 0)) return null;
  const kept = ready.filter((endpoint) => hintsOf(endpoint).includes(here));
  return kept.length === 0 ? null : kept;
}
