import type { Address } from "../../../base/address.js";
import type { Cluster } from "../../../cluster/cluster.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "../../../cluster/endpoint-slice.js";
import type { Pod } from "../../../cluster/pod.js";
import type { Service } from "../../../cluster/service.js";
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
  return {
    namespaces: new Set(cluster.namespaces),
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
