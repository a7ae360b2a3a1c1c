import { parseAddress } from "../../../base/address.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import { endpointName } from "./find-target.js";
import type { Target } from "./find-target.js";
import type { Lookup } from "./lookup.js";
import { addressRecord, below, recordOf } from "./record.js";

/** The Services that this CoreDNS is an endpoint of, or the process itself where there is none (coredns plugin/kubernetes/ns.go). */
export function serverTargets(lookup: Lookup): readonly Target[] {
  const { index, options, world, zone } = lookup;
  const slices = world.localAddresses.flatMap((local) => index.slicesByAddress.get(local) ?? []);
  if (slices.length === 0) {
    const name = below("ns.dns", zone);
    return world.localAddresses.map((host) => ({ host, port: null, name }));
  }
  return slices.flatMap((slice) => {
    const service = index.services.get(`${slice.namespace}/${slice.service}`);
    if (service === undefined) return [];
    const name = below(`${service.name}.${service.namespace}.svc`, zone);
    if (service.clusterAddresses.length > 0) {
      return service.clusterAddresses.map((host) => ({ host, port: null, name }));
    }
    return slice.endpoints.map((ready) => {
      return { host: ready.address, port: null, name: `${endpointName(ready, options)}.${name}` };
    });
  });
}

/** The zone's NS records, and the addresses that go with them. */
export function serverRecords(
  lookup: Lookup,
  owner: string,
): { readonly answer: readonly ResourceRecord[]; readonly additional: readonly ResourceRecord[] } {
  const { ttl } = lookup.options;
  const targets = serverTargets(lookup);
  const names = [...new Set(targets.map(({ name }) => name))];
  return {
    answer: names.map((name) => recordOf(owner, "NS", ttl, name)),
    additional: targets.flatMap(({ host, name }) => {
      const address = parseAddress(host);
      return address === null ? [] : [addressRecord(name, address, ttl)];
    }),
  };
}
