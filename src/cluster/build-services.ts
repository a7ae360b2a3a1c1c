import { familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { formatPrefix } from "../base/prefix.js";
import { createAddressPool } from "./address-pool.js";
import type { AddressPool } from "./address-pool.js";
import type { ClusterSettings } from "./cluster.js";
import type { ServiceDeclaration, Shortage } from "./declaration.js";
import { FIXED_OFFSETS, fixedAddress, plainService } from "./default-object.js";
import { createNodePortAllocator } from "./node-ports.js";
import type { Service } from "./service.js";

/** The declared Services, each with the cluster addresses that were said or the next free ones after the fixed ones; what `others` have is taken. */
export function buildServices(
  services: readonly ServiceDeclaration[],
  settings: ClusterSettings,
  shortages: Shortage[],
  others: readonly Service[] = [],
): readonly Service[] {
  const taken = others.flatMap(({ clusterAddresses }) => clusterAddresses);
  const said = services.flatMap((service) => service.clusterAddresses.map(({ value }) => value));
  const fixed = Object.values(FIXED_OFFSETS).map((offset) => fixedAddress(settings, offset));
  const reserved = new Set([...said, ...taken, ...fixed.filter((address) => address !== null)]);
  const nodePortsOf = createNodePortAllocator(services, shortages, others);
  const pools = settings.serviceRanges.map((range) =>
    createAddressPool(range, FIXED_OFFSETS.dns + 1, reserved),
  );
  return services.map((service) => {
    const families = familiesOf(service, settings);
    return {
      ...plainService(service.name.value, service.namespace, null),
      type: service.type,
      labels: service.labels,
      families,
      clusterAddresses: addressesOf(service, families, pools, shortages),
      selector: service.selector,
      ...nodePortsOf(service),
      externalName: service.externalName?.value ?? null,
      externalAddresses: service.externalAddresses.map(({ value }) => value),
      loadBalancerIngress: service.loadBalancerIngress.map(({ value }) => value),
      loadBalancerSourceRanges: service.loadBalancerSourceRanges.map(({ value }) => value),
      affinitySeconds: service.affinitySeconds,
      internalTrafficPolicy: service.internalTrafficPolicy,
      externalTrafficPolicy: service.externalTrafficPolicy,
      trafficDistribution: service.trafficDistribution,
      publishNotReadyAddresses: service.publishNotReadyAddresses,
    };
  });
}

/** The families that a declared Service has: those said, those of its addresses, or the primary one. */
export function familiesOf(
  service: ServiceDeclaration,
  settings: ClusterSettings,
): readonly Family[] {
  if (service.type === "ExternalName") return [];
  if (service.families !== null) return service.families;
  if (service.clusterAddresses.length > 0)
    return service.clusterAddresses.map(({ value }) => familyOf(value));
  const [primary] = settings.serviceRanges;
  return primary === undefined ? [] : [primary.family];
}

function addressesOf(
  service: ServiceDeclaration,
  families: readonly Family[],
  pools: readonly AddressPool[],
  shortages: Shortage[],
): readonly Address[] {
  if (service.headless || service.type === "ExternalName") return [];
  const found = families.map((family) => {
    const said = service.clusterAddresses.find(({ value }) => familyOf(value) === family);
    if (said !== undefined) return said.value;
    const pool = pools.find(({ range }) => range.family === family);
    const address = pool?.take() ?? null;
    if (address === null && pool !== undefined)
      shortages.push({ range: formatPrefix(pool.range), owner: service.name });
    return address;
  });
  return found.filter((address) => address !== null);
}
