import { addressOf, bitsOf, familyOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { warningAt } from "../../../base/diagnostic.js";
import type { Diagnostic } from "../../../base/diagnostic.js";
import { contains, nthAddress, sizeOf } from "../../../base/prefix.js";
import type { SourceSpan } from "../../../base/source-span.js";
import type { Cluster } from "../../../cluster/cluster.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import { ownPods } from "../wiring/cluster-network.js";
import type { ConfiguredRange } from "./cni-config.js";
import { readCniConfig } from "./read-cni-config.js";

/** The mistakes in a cluster's CNI configuration, and the pods whose addresses it would never have handed out. */
export function checkCni(cluster: Cluster): readonly Diagnostic[] {
  const { cni } = cluster.settings;
  if ((cni.kind !== "bridge" && cni.kind !== "ptp") || cni.config === null) return [];
  const { text, span } = cni.config;
  const { config, diagnostics } = readCniConfig(text, span, cni.kind);
  if (diagnostics.some(({ severity }) => severity === "error")) return diagnostics;
  const unmapped = config.portmap === null ? ownPods(cluster).filter(hasHostPort) : [];
  const found = [
    ...diagnostics,
    ...unmapped
      .slice(0, MOST_PODS)
      .map((pod) => warningAt(span, "cni-no-portmap", { pod: podKey(pod) })),
  ];
  const sets = config.ipam?.rangeSets ?? [];
  if (sets === "node") return found;
  const ranges = sets.flat();
  const wrong = ownPods(cluster).flatMap((pod) =>
    pod.addresses.flatMap((address) => checkAddress(pod, address, ranges, span)),
  );
  return [...found, ...wrong.slice(0, MOST_PODS)];
}

function hasHostPort({ containers }: Pod): boolean {
  return containers.some(({ hostPorts }) => hostPorts.length > 0);
}

/** The first pods say enough. */
const MOST_PODS = 5;

function checkAddress(
  pod: Pod,
  address: Address,
  ranges: readonly ConfiguredRange[],
  span: SourceSpan,
): readonly Diagnostic[] {
  const parameters = { pod: podKey(pod), address };
  const range = ranges.find(({ subnet }) => contains(subnet, address));
  if (range === undefined) return [warningAt(span, "cni-outside-ranges", parameters)];
  const [start, end] = boundsOf(range);
  const bits = bitsOf(address);
  if (bits >= bitsOf(start) && bits <= bitsOf(end)) return [];
  return [warningAt(span, "cni-not-handed-out", { ...parameters, start, end })];
}

// plugins/ipam/host-local/backend/allocator/range.go: Canonicalize, lastIP.
function boundsOf({ subnet, rangeStart, rangeEnd }: ConfiguredRange): readonly [Address, Address] {
  const family = familyOf(subnet.base);
  const behind = family === "ipv4" ? 2n : 1n;
  const last = addressOf(bitsOf(subnet.base) + sizeOf(subnet) - behind, family);
  return [rangeStart ?? nthAddress(subnet, 1) ?? subnet.base, rangeEnd ?? last];
}
