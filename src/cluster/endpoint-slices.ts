import { familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "./endpoint-slice.js";
import { createLabelIndex } from "./label-index.js";
import type { Selecting } from "./label-index.js";
import type { Node } from "./node.js";
import { nameSuffix } from "./object-name.js";
import type { Pod } from "./pod.js";
import type { Service, ServicePort } from "./service.js";
import { serviceKey } from "./service.js";

/**
 * The EndpointSlices of a Service: its selected pods, one slice for each family and each set of resolved ports
 * (kubernetes staging/src/k8s.io/endpointslice v1.36). A Service without a selector has none.
 */
export function endpointSlicesOf(
  service: Service,
  pods: readonly Pod[],
  nodes: readonly Node[],
): readonly EndpointSlice[] {
  const selected = selectPods(service, pods);
  return service.families.flatMap((family) => slicesOfFamily(service, selected, nodes, family));
}

/** The pods that a Service selects; none without a selector. */
export function selectPods(service: Selecting, pods: readonly Pod[]): readonly Pod[] {
  const known = labelled.get(pods);
  if (known !== undefined) return known(service);
  const select = createLabelIndex(pods);
  labelled.set(pods, select);
  return select(service);
}

// Thousands of Services select among thousands of pods. What is worked out from a list is kept as long as the list lives;
// it never changes.
const labelled = new WeakMap<readonly Pod[], (service: Selecting) => readonly Pod[]>();

/** The number that a Service port's target has in a pod; null where no container port has that name and protocol. */
export function targetPortIn(port: ServicePort, pod: Pod): number | null {
  if (typeof port.targetPort === "number") return port.targetPort;
  const servers = pod.containers.flatMap((container) => container.servers);
  const named = servers.find(
    (server) => server.portName === port.targetPort && server.protocol === port.protocol,
  );
  return named?.port ?? null;
}

function slicesOfFamily(
  service: Service,
  pods: readonly Pod[],
  nodes: readonly Node[],
  family: Family,
): readonly EndpointSlice[] {
  const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>();
  for (const pod of pods) {
    const address = pod.addresses.find((own) => familyOf(own) === family);
    // A pod has its address from the moment on that its network is there.
    if (address === undefined || pod.phase === "starting") continue;
    const ports = portsIn(service, pod);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpointOf(service, pod, address, nodes));
  }
  const parts = [...groups].flatMap(([key, { ports, endpoints }]) =>
    chunksOf(endpoints).map((some, index) => ({
      key: index === 0 ? key : `${key}/${index}`,
      group: { ports, endpoints: some },
    })),
  );
  return parts.map(({ key, group }) => ({
    name: `${service.name}-${nameSuffix(`${serviceKey(service)}/${family}/${key}`)}`,
    namespace: service.namespace,
    service: service.name,
    labels: {
      "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
      "kubernetes.io/service-name": service.name,
      ...(service.clusterAddresses.length === 0 ? { "service.kubernetes.io/headless": "" } : {}),
    },
    family,
    ...group,
  }));
}

/** kube-controller-manager's `--max-endpoints-per-slice`. */
const ENDPOINTS_OF_SLICE = 100;

function chunksOf(endpoints: readonly Endpoint[]): readonly (readonly Endpoint[])[] {
  const count = Math.ceil(endpoints.length / ENDPOINTS_OF_SLICE);
  return Array.from({ length: count }, (_, index) =>
    endpoints.slice(index * ENDPOINTS_OF_SLICE, (index + 1) * ENDPOINTS_OF_SLICE),
  );
}

function portsIn(service: Service, pod: Pod): readonly EndpointPort[] {
  return service.ports.flatMap((port) => {
    const number = targetPortIn(port, pod);
    return number === null ? [] : [{ name: port.name, protocol: port.protocol, port: number }];
  });
}

function endpointOf(
  service: Service,
  pod: Pod,
  address: Address,
  nodes: readonly Node[],
): Endpoint {
  const node = nodes.find(({ name }) => name === pod.node);
  const ends = pod.phase === "terminating";
  const zone = node?.labels["topology.kubernetes.io/zone"] ?? null;
  const ready = (pod.ready && !ends) || service.publishNotReadyAddresses;
  return {
    addresses: [address],
    // staging/src/k8s.io/endpointslice/utils.go v1.36: podToEndpoint.
    ready,
    serving: pod.ready,
    terminating: ends,
    node: pod.node,
    zone,
    hostname: hostnameBelow(service, pod),
    pod: pod.name,
    ...hintsOf(service, ready, { zone, node: pod.node }),
  };
}

// staging/src/k8s.io/endpointslice/utils.go v1.36: ShouldSetHostname.
function hostnameBelow({ name, namespace }: Service, pod: Pod): string | null {
  const isBelow = pod.subdomain === name && pod.namespace === namespace;
  return isBelow ? (pod.hostname ?? null) : null;
}

// Only ready endpoints have hints (staging/src/k8s.io/endpointslice/trafficdist v1.36: preferCloseHeuristic).
function hintsOf(
  { trafficDistribution }: Service,
  ready: boolean,
  place: { readonly zone: string | null; readonly node: string },
): Pick<Endpoint, "zoneHints" | "nodeHints"> {
  if (trafficDistribution === null || !ready) return { zoneHints: [], nodeHints: [] };
  return {
    zoneHints: place.zone === null ? [] : [place.zone],
    nodeHints: trafficDistribution === "PreferSameNode" ? [place.node] : [],
  };
}
