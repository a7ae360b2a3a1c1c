import type { Service } from "../../../cluster/service.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import type { Transferer } from "../../offer.js";
import type { DnsWorld } from "../../world.js";
import type { ClusterIndex, ImportedSlice, ReadySlice } from "./cluster-index.js";
import { isMulticluster } from "./find-name.js";
import { endpointName, isExposed } from "./find-target.js";
import type { Port } from "./find-target.js";
import { serverTargets } from "./name-server.js";
import type { KubernetesOptions } from "./options.js";
import { addressRecord, aliasRecord, hostAddress, recordOf, soaRecord } from "./record.js";

/** What the records of a zone are listed from. */
export interface Source {
  readonly index: ClusterIndex;
  readonly options: KubernetesOptions;
  readonly zone: string;
}

/** Gives all names of Services in a zone (coredns plugin/kubernetes/xfr.go). */
export function transfererOf(
  options: KubernetesOptions,
  world: DnsWorld,
  currentIndex: () => ClusterIndex,
): Transferer {
  return (zone, serial) => {
    if (longestZone(zone, options.zones) === null) return null;
    const soa = soaRecord(zone, options.ttl, world.serial);
    if (serial !== 0 && serial === world.serial) return [soa];
    const source: Source = { index: currentIndex(), options, zone };
    const servers = serverTargets({ ...source, world });
    const names = [...new Set(servers.map(({ name }) => name))];
    return [
      soa,
      ...names.map((name) => recordOf(zone, "NS", options.ttl, name)),
      // CoreDNS gives these no TTL.
      ...servers.flatMap(({ host, name }) => {
        const address = hostAddress(host);
        return address === null ? [] : [addressRecord(name, address, 0)];
      }),
      ...listRecords(source),
      soa,
    ];
  };
}

/** The records of all Services in a zone, in the order of their names. */
export function listRecords(source: Source): readonly ResourceRecord[] {
  const { options, zone } = source;
  return isMulticluster(options, zone) ? importRecords(source) : serviceRecords(source);
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0;

function serviceRecords(source: Source): readonly ResourceRecord[] {
  const { index, options, zone } = source;
  return [...index.services.values()].sort(byName).flatMap((service): readonly ResourceRecord[] => {
    const { name, namespace, ports, clusterAddresses } = service;
    if (!isExposed(source, namespace)) return [];
    const owner = `${name}.${namespace}.svc.${zone}`;
    if (service.type === "ExternalName") return externalRecords(service, owner, options.ttl);
    if (clusterAddresses.length > 0) {
      return addressedRecords(source, { owner, addresses: clusterAddresses, ports });
    }
    const slices = index.slices.get(`${namespace}/${name}`) ?? [];
    return slices.flatMap((slice) => endpointRecords(source, owner, slice));
  });
}

function importRecords(source: Source): readonly ResourceRecord[] {
  const { index, zone } = source;
  return [...index.imports.values()].sort(byName).flatMap((service): readonly ResourceRecord[] => {
    const { name, namespace, ports, addresses } = service;
    if (!isExposed(source, namespace)) return [];
    const owner = `${name}.${namespace}.svc.${zone}`;
    if (addresses.length > 0) return addressedRecords(source, { owner, addresses, ports });
    const slices: readonly ImportedSlice[] = index.importSlices.get(`${namespace}/${name}`) ?? [];
    return slices.flatMap((slice) => endpointRecords(source, owner, slice));
  });
}

function externalRecords(service: Service, owner: string, ttl: number): readonly ResourceRecord[] {
  const host = service.externalName ?? "";
  return hostAddress(host) === null ? [aliasRecord(owner, host, ttl)] : [];
}

interface Addressed {
  readonly owner: string;
  readonly addresses: readonly string[];
  readonly ports: readonly Port[];
}

function addressedRecords(
  { options: { ttl } }: Source,
  { owner, addresses, ports }: Addressed,
): readonly ResourceRecord[] {
  const own = addresses.flatMap((host) => {
    const address = hostAddress(host);
    return address === null ? [] : [addressRecord(owner, address, ttl)];
  });
  return [
    ...own,
    ...ports.flatMap((port) => {
      const data = `0 100 ${port.port ?? 0} ${owner}`;
      const records = [recordOf(owner, "SRV", ttl, data)];
      if (port.name !== "") records.push(recordOf(portName(owner, port), "SRV", ttl, data));
      return records;
    }),
  ];
}

function endpointRecords(
  { options }: Source,
  owner: string,
  { ports, endpoints }: ReadySlice,
): readonly ResourceRecord[] {
  const { ttl } = options;
  const weight = Math.max(1, Math.floor(100 / endpoints.length));
  return endpoints.flatMap((ready) => {
    const name = `${endpointName(ready, options)}.${owner}`;
    const named = ports.filter((port) => port.name !== "");
    return [
      addressRecord(owner, ready.address, ttl),
      addressRecord(name, ready.address, ttl),
      ...named.map((port) => {
        const data = `0 ${weight} ${port.port} ${name}`;
        return recordOf(portName(owner, port), "SRV", ttl, data);
      }),
    ];
  });
}

function portName(owner: string, { name, protocol }: Port): string {
  return `${`_${name}._${protocol}`.toLowerCase()}.${owner}`;
}
