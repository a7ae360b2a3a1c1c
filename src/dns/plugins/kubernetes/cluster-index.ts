import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "../../../cluster/endpoint-slice.js";
import type { Pod } from "../../../cluster/pod.js";
import type { Service } from "../../../cluster/service.js";
import type { ServiceImport } from "../../../cluster/service-import.js";
import { selects } from "./label-selector.js";
import type { KubernetesOptions } from "./options.js";

/** What CoreDNS's informers hold, by the keys that it looks them up with. */
export interface ClusterIndex {
  readonly namespaces: ReadonlySet<string>;
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, Service>;
  /** By cluster address. */
  readonly servicesByAddress: ReadonlyMap<Address, readonly Service[]>;
  /** By `namespace/service`. */
  readonly slices: ReadonlyMap<string, readonly ReadySlice[]>;
  readonly slicesByAddress: ReadonlyMap<Address, readonly ReadySlice[]>;
  /** Imported Services, by `namespace/name`. */
  readonly imports: ReadonlyMap<string, ServiceImport>;
  /** Their endpoints in all clusters, by `namespace/service`. */
  readonly importSlices: ReadonlyMap<string, readonly ImportedSlice[]>;
  /** By an address at which a Service is reached from outside. */
  readonly servicesByExternal: ReadonlyMap<string, readonly Service[]>;
  /** By the pod's first address, as text. */
  readonly podsByAddress: ReadonlyMap<string, readonly Pod[]>;
}

/** A slice with the endpoints that may be answered with: the ready ones, one address each. */
export interface ReadySlice {
  readonly namespace: string;
  readonly service: string;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly ReadyEndpoint[];
}

/** The endpoints that an imported Service has in one cluster. */
export interface ImportedSlice extends ReadySlice {
  readonly cluster: string;
}

/** One address of a ready endpoint. */
export interface ReadyEndpoint {
  readonly address: Address;
  readonly endpoint: Endpoint;
}

/** Indexes a cluster as the options have CoreDNS watch it (coredns plugin/kubernetes/controller.go). */
export function indexCluster(cluster: Cluster, options: KubernetesOptions): ClusterIndex {
  const isWatched = (labels: Readonly<Record<string, string>>): boolean =>
    options.labels === null || selects(options.labels, labels);
  const services = cluster.services.filter(({ labels }) => isWatched(labels));
  const slices = options.endpoints
    ? cluster.endpointSlices.filter(({ labels }) => isWatched(labels)).flatMap(readySlice)
    : [];
  // coredns plugin/kubernetes/object/pod.go: a pod that is being deleted is as good as gone.
  const listed = cluster.pods.filter(({ phase }) => phase === "running");
  const pods = options.pods === "verified" ? listed : [];
  const { namespaceLabels } = options;
  const namespaces = cluster.namespaces.filter((name) => {
    const own = { [NAME_LABEL]: name, ...cluster.namespaceLabels?.[name] };
    return namespaceLabels === null || selects(namespaceLabels, own);
  });
  const imports = cluster.serviceImports ?? [];
  const imported = options.multicluster.length > 0 ? cluster.endpointSlices : [];
  return {
    namespaces: new Set(namespaces),
    imports: new Map(imports.map((one) => [`${one.namespace}/${one.name}`, one])),
    importSlices: group(imported.flatMap(importedSlice), ({ namespace, service }) => [
      `${namespace}/${service}`,
    ]),
    servicesByExternal: group(services, externalHosts),
    services: new Map(services.map((service) => [`${service.namespace}/${service.name}`, service])),
    servicesByAddress: group(services, ({ clusterAddresses }) => clusterAddresses),
    slices: group(slices, ({ namespace, service }) => [`${namespace}/${service}`]),
    slicesByAddress: group(slices, ({ endpoints }) => endpoints.map(({ address }) => address)),
    podsByAddress: group(
      pods.filter(({ labels }) => isWatched(labels)),
      ({ addresses }) => addresses.slice(0, 1).map(String),
    ),
  };
}

/** The places at which a Service is reached from outside: its external addresses and its load balancer's (object/service.go). */
export function externalHosts(service: Service): readonly string[] {
  const balancers = service.loadBalancerIngress.flatMap(({ address, hostname }) => {
    return address ?? hostname ?? [];
  });
  return [...service.externalAddresses, ...balancers];
}

/** What the API server labels every namespace with. */
const NAME_LABEL = "kubernetes.io/metadata.name";

// The labels that the controllers of several clusters' Services give to slices (sigs.k8s.io/mcs-api).
const IMPORTED_SERVICE = "multicluster.kubernetes.io/service-name";
const SOURCE_CLUSTER = "multicluster.kubernetes.io/source-cluster";

function importedSlice(slice: EndpointSlice): ImportedSlice[] {
  const service = slice.labels[IMPORTED_SERVICE];
  if (service === undefined) return [];
  const cluster = slice.labels[SOURCE_CLUSTER] ?? "";
  return readySlice({ ...slice, service }).map((ready) => ({ ...ready, cluster }));
}

function readySlice(slice: EndpointSlice): ReadySlice[] {
  if (slice.service === null) return [];
  // A condition that is left out counts as ready.
  const ready = slice.endpoints.filter((endpoint) => endpoint.ready !== false);
  const endpoints = ready.flatMap((endpoint) => {
    return endpoint.addresses.map((address) => ({ address, endpoint }));
  });
  const { namespace, service, ports } = slice;
  return [{ namespace, service, ports, endpoints }];
}

function group<Key, Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly Key[],
): Map<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
