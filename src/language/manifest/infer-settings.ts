import { familyOf, FAMILIES } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { contains, nthAddress, prefixOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import { gatewayOf } from "../../cluster/address-pool.js";
import type { ClusterSettings } from "../../cluster/cluster.js";
import { FIXED_OFFSETS } from "../../cluster/default-object.js";
import type { Manifests } from "../../cluster/manifest.js";
import { KIND_RANGES } from "../pass/lower-cluster.js";
import { coverOf } from "./cover.js";

/** What the author says of the cluster stays; the rest must fit the objects: ranges that hold their addresses. */
export function inferSettings(
  settings: ClusterSettings,
  manifests: Manifests,
  said: ReadonlySet<string>,
): ClusterSettings {
  const pods = podAddresses(manifests);
  const services = manifests.services.flatMap((one) => valuesOf(one.clusterAddresses));
  const nodes = manifests.nodes.flatMap((one) => valuesOf(one.addresses));
  const podRanges = said.has("pods")
    ? settings.podRanges
    : podRangesFor(settings, manifests, [...pods, ...podBases(manifests)]);
  const families = podRanges.map(({ family }) => family);
  const rangesFor = (
    word: "services" | "nodes",
    addresses: readonly Address[],
    rangeOf: (family: Family, addresses: readonly Address[]) => Prefix,
  ): readonly Prefix[] => {
    const own = word === "services" ? settings.serviceRanges : settings.nodeRanges;
    if (said.has(word)) return own;
    return families.map((family) => {
      const usual = own.find((range) => range.family === family) ?? KIND_RANGES[word][family];
      const ofFamily = addresses.filter((address) => familyOf(address) === family);
      const fits = ofFamily.every((address) => contains(usual, address));
      return fits ? usual : rangeOf(family, ofFamily);
    });
  };
  const stated = manifests.serviceRanges;
  return {
    ...settings,
    podRanges,
    serviceRanges:
      stated.length > 0 && !said.has("services")
        ? stated
        : rangesFor("services", services, (family, own) => serviceRange(family, own, manifests)),
    nodeRanges: rangesFor("nodes", nodes, nodeRange),
    domain: said.has("domain") ? settings.domain : (manifests.domain ?? settings.domain),
    proxy: said.has("proxy") ? settings.proxy : (manifests.proxy?.value ?? settings.proxy),
  };
}

function valuesOf(list: readonly { readonly value: Address }[]): readonly Address[] {
  return list.map(({ value }) => value);
}

function podAddresses({ workloads, endpointSlices, nodes }: Manifests): readonly Address[] {
  const ofNodes = new Set(nodes.flatMap((node) => valuesOf(node.addresses)));
  const ofEndpoints = endpointSlices.flatMap(({ endpoints }) =>
    endpoints.flatMap((one) => (one.pod === null ? [] : valuesOf(one.addresses))),
  );
  return [...workloads.flatMap((one) => valuesOf(one.addresses)), ...ofEndpoints].filter(
    (address) => !ofNodes.has(address),
  );
}

function podBases({ nodes }: Manifests): readonly Address[] {
  return nodes.flatMap(({ podRanges }) => podRanges.map(({ value }) => value.base));
}

function podRangesFor(
  { podRanges }: ClusterSettings,
  manifests: Manifests,
  addresses: readonly Address[],
): readonly Prefix[] {
  const stated = manifests.podRanges;
  const wanted = new Set<Family>([
    ...stated.map(({ family }) => family),
    ...addresses.map(familyOf),
    ...manifests.services.flatMap(({ families }) => families ?? []),
  ]);
  const [primary] = podRanges;
  const first = addresses[0] === undefined ? undefined : familyOf(addresses[0]);
  const families = wanted.size === 0 && primary !== undefined ? [primary.family] : [...wanted];
  // The family of the first pod is the primary one.
  families.sort((a, b) => Number(b === first) - Number(a === first) || orderOf(a) - orderOf(b));
  return families.map((family) => {
    const usual = podRanges.find((range) => range.family === family) ?? KIND_RANGES.pods[family];
    const own = addresses.filter((address) => familyOf(address) === family);
    const known = stated.find((range) => range.family === family);
    if (known !== undefined && own.every((address) => contains(known, address))) return known;
    if (own.every((address) => contains(usual, address))) return usual;
    return coverOf(own, family === "ipv4" ? 16 : 56) ?? usual;
  });
}

function orderOf(family: Family): number {
  return FAMILIES.indexOf(family);
}

/** The range begins right before the Service `default/kubernetes`, where that is known. */
function serviceRange(
  family: Family,
  addresses: readonly Address[],
  { services }: Manifests,
): Prefix {
  const usual = KIND_RANGES.services[family];
  const kubernetes = services
    .find((one) => one.namespace === "default" && one.name.value === "kubernetes")
    ?.clusterAddresses.find(({ value }) => familyOf(value) === family)?.value;
  const cover = coverOf(addresses, family === "ipv4" ? 16 : 112) ?? usual;
  if (kubernetes === undefined) return cover;
  for (let length = cover.length; length <= (family === "ipv4" ? 28 : 124); length++) {
    const range = prefixOf(kubernetes, length);
    const isFirst = nthAddress(range, FIXED_OFFSETS.kubernetes) === kubernetes;
    if (isFirst && addresses.every((address) => contains(range, address))) return range;
  }
  return cover;
}

/** A network of the nodes in which no node has the gateway's address. */
function nodeRange(family: Family, addresses: readonly Address[]): Prefix {
  const usual = KIND_RANGES.nodes[family];
  const cover = coverOf(addresses, family === "ipv4" ? 24 : 64) ?? usual;
  for (let length = cover.length; length > 0; length--) {
    const range = prefixOf(cover.base, length);
    const gateway = gatewayOf(range);
    if (gateway !== null && !addresses.includes(gateway) && !addresses.includes(range.base))
      return range;
  }
  return cover;
}
