import type { Cluster } from "../../../cluster/cluster.js";
import type { EndpointSlice } from "../../../cluster/endpoint-slice.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import { serviceKey } from "../../../cluster/service.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import type { RecordsChange } from "../../../trace/event/cluster-event.js";
import { isReverse } from "../../corefile/reverse-zone.js";
import { indexCluster } from "./cluster-index.js";
import type { ClusterIndex } from "./cluster-index.js";
import { isHeadlessService } from "./find-target.js";
import type { KubernetesOptions } from "./options.js";
import { addressRecord } from "./record.js";
import { listRecords } from "./transfer.js";

/**
 * Which records of the plugin's zones differ between two clusters: those that a zone transfer lists, and the names of pods
 * where they are verified. Names in reverse zones follow them and are not listed again.
 */
export function changedRecords(
  options: KubernetesOptions,
  before: Cluster,
  after: Cluster,
): readonly RecordsChange[] {
  const [was, is] = [changedPart(before, after), changedPart(after, before)].map((part) =>
    recordsOf(options, part),
  );
  const keys = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  const changes = [...keys].flatMap((key): readonly RecordsChange[] => {
    const [old, now] = [was?.get(key), is?.get(key)];
    const added = [...(now?.data ?? [])].filter((data) => old?.data.has(data) !== true);
    const removed = [...(old?.data ?? [])].filter((data) => now?.data.has(data) !== true);
    const owner = now ?? old;
    if (owner === undefined || added.length + removed.length === 0) return [];
    return [{ name: owner.name, type: owner.type, added, removed }];
  });
  return changes.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

// A Service's own name comes before those of its endpoints, and names of ports last.
function placeOf({ name, type }: RecordsChange): string {
  return [type === "SRV" ? 1 : 0, name.split(".").length, name, type].join(" ");
}

/** The data of all records of one name and type. */
interface Records extends Pick<ResourceRecord, "name" | "type"> {
  readonly data: Set<string>;
}

function recordsOf(options: KubernetesOptions, cluster: Cluster): ReadonlyMap<string, Records> {
  const index = withoutIgnored(indexCluster(cluster, options), options);
  const zones = options.zones.filter((zone) => !isReverse(`name.${zone}`));
  const records = zones.flatMap((zone) => [
    ...listRecords({ index, options, zone }),
    ...podRecords([...index.podsByAddress.values()].flat(), zone, options.ttl),
  ]);
  const found = new Map<string, Records>();
  for (const { name, type, data } of records) {
    const key = `${name} ${type}`;
    const known = found.get(key) ?? { name, type, data: new Set() };
    known.data.add(data);
    found.set(key, known);
  }
  return found;
}

// With `ignore empty_service`, a Service that none of its endpoints is ready of has no name.
function withoutIgnored(index: ClusterIndex, options: KubernetesOptions): ClusterIndex {
  if (!options.ignoreEmptyService) return index;
  const isFilled = (key: string): boolean =>
    index.slices.get(key)?.some(({ endpoints }) => endpoints.length > 0) === true;
  const services = [...index.services].filter(
    ([key, service]) =>
      service.type === "ExternalName" || isHeadlessService(service) || isFilled(key),
  );
  return { ...index, services: new Map(services) };
}

function podRecords(pods: readonly Pod[], zone: string, ttl: number): readonly ResourceRecord[] {
  return pods.flatMap(({ namespace, addresses: [address] }) => {
    if (address === undefined) return [];
    const label = address.replaceAll(/[.:]/g, "-");
    return [addressRecord(`${label}.${namespace}.pod.${zone}`, address, ttl)];
  });
}

// What is the same in both has the same records: only the rest is listed, however large the clusters are.
function changedPart(cluster: Cluster, other: Cluster): Cluster {
  const namespacesDiffer =
    cluster.namespaces !== other.namespaces || cluster.namespaceLabels !== other.namespaceLabels;
  if (namespacesDiffer || cluster.serviceImports !== other.serviceImports) return cluster;
  const sliceServices = changedItems(cluster.endpointSlices, other.endpointSlices, sliceKey);
  const services = changedItems(cluster.services, other.services, serviceKey);
  const pods = changedItems(cluster.pods, other.pods, podKey);
  return {
    ...cluster,
    services: cluster.services.filter(
      (one) => services.has(serviceKey(one)) || sliceServices.has(serviceKey(one)),
    ),
    endpointSlices: cluster.endpointSlices.filter(
      (one) => services.has(sliceKey(one)) || sliceServices.has(sliceKey(one)),
    ),
    pods: cluster.pods.filter((one) => pods.has(podKey(one))),
  };
}

/** The keys of what is in one of two lists alone. */
function changedItems<Item>(
  one: readonly Item[],
  other: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlySet<string> {
  if (one === other) return new Set();
  const [these, those] = [new Set(one), new Set(other)];
  const only = [
    ...one.filter((item) => !those.has(item)),
    ...other.filter((item) => !these.has(item)),
  ];
  return new Set(only.map(keyOf));
}

function sliceKey({ namespace, service }: EndpointSlice): string {
  return serviceKey({ namespace, name: service ?? "" });
}
