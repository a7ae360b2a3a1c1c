import { formatEndpoint } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "../cluster/endpoint-slice.js";
import type { TransportProtocol } from "../cluster/pod.js";
import { servicePortName } from "./service-port.js";
import type { ServicePort } from "./service-port.js";

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

/** The ports of slices that list the endpoints of each service port, under `endpointsKey`. */
export type ListedPorts = ReadonlyMap<string, readonly ListedPort[]>;

/** A port of one slice, with the endpoints that have it. */
export interface ListedPort {
  /** The name of the slice. */
  readonly slice: string;
  readonly port: EndpointPort;
  readonly endpoints: readonly Endpoint[];
}

/** What the slices of a family list for each service port, as it stands there. */
export function listedPortsOf(slices: readonly EndpointSlice[], family: Family): ListedPorts {
  const found = new Map<string, ListedPort[]>();
  for (const slice of slices) {
    if (slice.family !== family || slice.service === null || HEADLESS_LABEL in slice.labels) {
      continue;
    }
    for (const port of slice.ports) {
      const name = servicePortName(slice.namespace, slice.service, port.name);
      const key = endpointsKey(name, port.protocol);
      const listed = { slice: slice.name, port, endpoints: slice.endpoints };
      const known = found.get(key);
      if (known === undefined) found.set(key, [listed]);
      else known.push(listed);
    }
  }
  return found;
}

/**
 * The endpoints of one service port, in the order of their texts, which is the order of the rules
 * (kubernetes pkg/proxy/endpointslicecache.go v1.36). Made when asked for: all those of a large cluster at once are a burden.
 */
export function endpointsOfPort(
  listed: ListedPorts,
  port: Pick<ServicePort, "name" | "protocol">,
  nodeName: string,
): readonly ProxyEndpoint[] {
  return endpointsIn(listed.get(endpointsKey(port.name, port.protocol)) ?? [], nodeName);
}

/** The endpoints that some ports of slices list, in the order of their texts. */
export function endpointsIn(
  listed: readonly ListedPort[],
  nodeName: string,
): readonly ProxyEndpoint[] {
  const found = new Map<string, ProxyEndpoint>();
  for (const { port, endpoints } of bySlice(listed)) addEndpoints(found, endpoints, port, nodeName);
  return sortEndpoints(found.values());
}

// Which of two slices with one endpoint counts is by chance in kube-proxy, which keeps them in a map; here it is the later by name.
function bySlice(listed: readonly ListedPort[]): readonly ListedPort[] {
  if (listed.length < 2) return listed;
  return [...listed].sort((a, b) => (a.slice < b.slice ? -1 : a.slice > b.slice ? 1 : 0));
}

/** The endpoints that the slices of a family list for each service port, each in the order of their texts. */
export function endpointsOf(
  slices: readonly EndpointSlice[],
  family: Family,
  nodeName: string,
): EndpointMap {
  const listed = listedPortsOf(slices, family);
  return new Map([...listed].map(([key, ports]) => [key, endpointsIn(ports, nodeName)]));
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
