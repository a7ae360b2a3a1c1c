import { addressOf, bitsOf, familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { contains, formatPrefix, sizeOf } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import { gatewayOf } from "../../cluster/address-pool.js";
import { buildNodes } from "../../cluster/build-nodes.js";
import type { Said, WorkloadDeclaration } from "../../cluster/declaration.js";
import { FIXED_OFFSETS, fixedAddress } from "../../cluster/default-object.js";
import { candidateNodes } from "../../cluster/place-pods.js";
import type { Draft } from "../draft.js";
import { placeOfWorkload } from "./check-node-names.js";
import type { Pass } from "./pass.js";

/** Reports addresses that are taken, outside their range, or not to be had, and leaves them out. */
export const checkAddresses: Pass = {
  name: "check-addresses",
  run: (draft, report) => {
    const wrong = new Set<Said<Address>>();
    for (const [said, diagnostic] of findWrong(draft)) {
      wrong.add(said);
      report(diagnostic);
    }
    const right = (list: readonly Said<Address>[]): readonly Said<Address>[] =>
      list.filter((said) => !wrong.has(said));
    return {
      ...draft,
      nodes: draft.nodes.map((node) => ({ ...node, addresses: right(node.addresses) })),
      workloads: draft.workloads.map((workload): WorkloadDeclaration => ({
        ...workload,
        addresses: right(workload.addresses),
      })),
      services: draft.services.map((service) => ({
        ...service,
        clusterAddresses: right(service.clusterAddresses),
      })),
    };
  },
};

/** An address that an object asks for. */
interface Claim {
  readonly said: Said<Address>;
  readonly owner: string;
  /** Where it may lie; null where that is not known because of an earlier mistake. */
  readonly ranges: readonly Prefix[] | null;
  /** The word that names the ranges. */
  readonly rangeWord: string;
  /** Whether the range's first and last addresses are not to be had, as in a network that hosts are in. */
  readonly hosts: boolean;
  /** Whether the object can have only one address of a family. */
  readonly single: boolean;
}

function* findWrong(draft: Draft): Generator<readonly [Said<Address>, Diagnostic]> {
  const owners = new Map<string, string>();
  const { kubernetes, dns } = FIXED_OFFSETS;
  // Default objects that the text has itself claim their addresses there.
  const isSaid = (name: string, space: string): boolean =>
    draft.services.some((one) => one.name.value === name && one.namespace === space);
  if (!isSaid("kubernetes", "default"))
    owners.set(fixedAddress(draft.settings, kubernetes) ?? "", "service kubernetes");
  if (!isSaid("kube-dns", "kube-system"))
    owners.set(fixedAddress(draft.settings, dns) ?? "", "service kube-dns");
  const families = new Set<string>();
  for (const claim of claimsOf(draft)) {
    const { value, span } = claim.said;
    const taken = owners.get(value);
    const family = familyOf(value);
    const home = claim.ranges?.find((range) => contains(range, value));
    if (taken !== undefined) {
      yield [claim.said, errorAt(span, "duplicate-address", { address: value, owner: taken })];
    } else if (claim.single && families.has(`${claim.owner} ${family}`)) {
      yield [claim.said, errorAt(span, "duplicate-family", { family })];
    } else if (draft.given.has(claim.said)) {
      owners.set(value, claim.owner);
    } else if (claim.ranges !== null && home === undefined) {
      const ranges = claim.ranges.map(formatPrefix);
      const parameters = { address: value, ranges, owner: claim.rangeWord };
      yield [claim.said, errorAt(span, "address-outside", parameters)];
    } else if (home !== undefined && isKept(home, value, claim.hosts)) {
      const parameters = { address: value, range: formatPrefix(home) };
      yield [claim.said, errorAt(span, "reserved-address", parameters)];
    } else {
      owners.set(value, claim.owner);
      families.add(`${claim.owner} ${family}`);
    }
  }
}

/** Whether an address of a range is never given out: the network's own, the gateway's, the broadcast address. */
function isKept(range: Prefix, address: Address, hosts: boolean): boolean {
  if (address === range.base) return true;
  if (!hosts) return false;
  const last = addressOf(bitsOf(range.base) + sizeOf(range) - 1n, range.family);
  return address === gatewayOf(range) || (range.family === "ipv4" && address === last);
}

/** All addresses that the text asks for, in the order written. */
function claimsOf(draft: Draft): readonly Claim[] {
  const { settings, doubtful } = draft;
  const nodes = buildNodes(draft, []);
  const unless = (key: string, ranges: readonly Prefix[]): readonly Prefix[] | null =>
    doubtful.has(key) ? null : ranges;
  const ofNodes = draft.nodes.map((node) => ({
    list: node.addresses,
    owner: `node ${node.name.value}`,
    ranges: unless("nodes", settings.nodeRanges),
    rangeWord: "nodes",
    hosts: true,
    single: true,
  }));
  const ofWorkloads = draft.workloads.map((workload) => {
    const homes = candidateNodes(workload, nodes);
    const unsure = [
      "pods",
      placeOfWorkload(workload),
      ...homes.map((node) => `node ${node.name}`),
    ].some((key) => doubtful.has(key));
    return {
      list: workload.addresses,
      owner: `${workload.kind} ${workload.name.value}`,
      ranges: unsure ? null : homes.flatMap((node) => node.podRanges),
      rangeWord: homes.map((node) => node.name).join(", "),
      hosts: true,
      single: workload.kind === "pod",
    };
  });
  const ofServices = draft.services.map((service) => ({
    list: service.clusterAddresses,
    owner: `service ${service.name.value}`,
    ranges: unless("services", settings.serviceRanges),
    rangeWord: "services",
    hosts: false,
    single: true,
  }));
  return [...ofNodes, ...ofWorkloads, ...ofServices]
    .flatMap(({ list, ...rest }) => list.map((said) => ({ ...rest, said })))
    .sort((a, b) => a.said.span.start - b.said.span.start);
}
