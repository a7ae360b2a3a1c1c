import { formatEndpoint } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "../cluster/endpoint-slice.js";
import type { TransportProtocol } from "../cluster/pod.js";
import { servicePortName } from "./service-port.js";

/** An endpoint of one service port as a proxier on one node sees it. */
export interface ProxyEndpoint {
  readonly address: Address;
  /** `10.0.0.1:80`, `[fd00::1]:80`. */
  readonly text: string;
  /** Whether it runs on the proxier's own node. */
  readonly local: boolean;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
}

/** The endpoints of every service port, under `endpointsKey`. */
export type EndpointMap = ReadonlyMap<string, readonly ProxyEndpoint[]>;

/** A slice with this label is of a headless Service, which kube-proxy does not watch. */
const HEADLESS_LABEL = "service.kubernetes.io/headless";

/** The key of a service port in an `EndpointMap`. */
export function endpointsKey(name: string, protocol: TransportProtocol): string {
  return `${name}/${protocol}`;
}

/**
 * The endpoints that the slices of a family list for each service port, in the order of their texts, which is
 * the order of the rules (kubernetes pkg/proxy/endpointslicecache.go v1.36).
 */
export function endpointsOf(
  slices: readonly EndpointSlice[],
  family: Family,
  nodeName: string,
): EndpointMap {
  const found = new Map<string, Map<string, ProxyEndpoint>>();
  for (const slice of slices) {
    if (slice.family !== family || slice.service === null || HEADLESS_LABEL in slice.labels) {
      continue;
    }
    for (const port of slice.ports) {
      const name = servicePortName(slice.namespace, slice.service, port.name);
      const key = endpointsKey(name, port.protocol);
      const endpoints = found.get(key) ?? new Map<string, ProxyEndpoint>();
      found.set(key, endpoints);
      addEndpoints(endpoints, slice.endpoints, port, nodeName);
    }
  }
  return new Map([...found].map(([key, endpoints]) => [key, sortEndpoints(endpoints.values())]));
}

/** Endpoints in the plain order of their texts: `10.0.0.10:80` comes before `10.0.0.2:80`. */
export function sortEndpoints(endpoints: Iterable<ProxyEndpoint>): readonly ProxyEndpoint[] {
  return [...endpoints].sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

function addEndpoints(
  into: Map<string, ProxyEndpoint>,
  endpoints: readonly Endpoint[],
  port: EndpointPort,
  nodeName: string,
): void {
  for (const endpoint of endpoints) {
    const address = endpoint.addresses[0];
    if (address === undefined) continue;
    const text = formatEndpoint(address, port.port);
    // A pod that runs beats one that ends and had the same address.
    if (into.has(text) && endpoint.terminating === true) continue;
    into.set(text, {
      address,
      text,
      local: endpoint.node !== null && endpoint.node === nodeName,
      ready: endpoint.ready ?? true,
      serving: endpoint.serving ?? true,
      terminating: endpoint.terminating ?? false,
      zoneHints: endpoint.zoneHints,
      nodeHints: endpoint.nodeHints,
    });
  }
}
