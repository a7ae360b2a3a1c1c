import type { ProxyEndpoint } from "./endpoint.js";
import { sortEndpoints } from "./endpoint.js";
import type { ServicePort } from "./service-port.js";
import { preferNear } from "./topology.js";
import type { NodePlace } from "./topology.js";

/** Which endpoints a service port uses on a node, and for which traffic. */
export interface EndpointCategories {
  /** For traffic that any node's endpoints may take. */
  readonly cluster: readonly ProxyEndpoint[];
  /** For traffic under a Local policy. */
  readonly local: readonly ProxyEndpoint[];
  /** All that some rule may choose. */
  readonly reachable: readonly ProxyEndpoint[];
  /** Whether any node has a usable endpoint. */
  readonly anywhere: boolean;
}

/** What a service port must say for its endpoints to be chosen. */
export type EndpointUse = Pick<ServicePort, "usesClusterEndpoints" | "usesLocalEndpoints">;

/** Chooses among a service port's endpoints (kubernetes pkg/proxy/topology.go v1.36: CategorizeEndpoints). */
export function categorizeEndpoints(
  endpoints: readonly ProxyEndpoint[],
  use: EndpointUse,
  place: NodePlace,
): EndpointCategories {
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const ending = endpoints.filter((endpoint) => endpoint.serving && endpoint.terminating);
  const cluster = use.usesClusterEndpoints ? firstUsable(preferNear(ready, place), ending) : [];
  const local = use.usesLocalEndpoints
    ? firstUsable(ready.filter(isLocal), ending.filter(isLocal))
    : [];
  return {
    cluster,
    local,
    reachable: mergeEndpoints(cluster, local),
    anywhere: cluster.length > 0 || (use.usesLocalEndpoints && ready.length + ending.length > 0),
  };
}

// Endpoints that are ending still answer, and serve only as long as there is no other.
function firstUsable(
  ready: readonly ProxyEndpoint[],
  ending: readonly ProxyEndpoint[],
): readonly ProxyEndpoint[] {
  return ready.length > 0 ? ready : ending;
}

function isLocal(endpoint: ProxyEndpoint): boolean {
  return endpoint.local;
}

function mergeEndpoints(
  cluster: readonly ProxyEndpoint[],
  local: readonly ProxyEndpoint[],
): readonly ProxyEndpoint[] {
  if (local.length === 0) return cluster;
  const byText = new Map([...cluster, ...local].map((endpoint) => [endpoint.text, endpoint]));
  return sortEndpoints(byText.values());
}
