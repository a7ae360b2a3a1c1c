import { longestZone } from "../../../packet/dns-name.js";
import type { RecordType } from "../../../packet/dns-message.js";
import { isReverse } from "../../corefile/reverse-zone.js";
import { findImports } from "./find-import.js";
import { findPods, findServices, isExposed, missing } from "./find-target.js";
import type { Finding } from "./find-target.js";
import type { Lookup } from "./lookup.js";
import { parseName } from "./name-request.js";
import type { ParsedName } from "./name-request.js";
import { serverTargets } from "./name-server.js";
import type { KubernetesOptions } from "./options.js";
import { below } from "./record.js";

/** What a name stands for in the cluster (coredns plugin/kubernetes/kubernetes.go: Services and Records). */
export function findName(lookup: Lookup, name: string, type: RecordType): Finding {
  const lower = name.toLowerCase();
  if (lower === below("ns.dns", lookup.zone) && type !== "TXT") {
    // The zone's name server has addresses and nothing else.
    const hasAddress = type === "A" || type === "AAAA";
    const targets = hasAddress ? serverTargets(lookup) : [];
    return { kind: "found", targets: targets.map((target) => ({ ...target, name: lower })) };
  }
  const request = requestIn(lookup, name);
  if (request === "invalid") return missing("name-invalid");
  if (request === "apex") return { kind: "found", targets: [] };
  if (isReverse(lower)) return missing("name-invalid");
  if (!isExposed(lookup, request.namespace)) return missing("namespace-missing");
  if (request.tree === "pod") return findPods(lookup, request);
  const find = isMulticluster(lookup.options, lookup.zone) ? findImports : findServices;
  return find(lookup, request);
}

/** A name of the zone taken apart. */
export function requestIn({ options, zone }: Lookup, name: string): ParsedName {
  const { zonal } = options;
  const multicluster = isMulticluster(options, zone);
  return parseName(name.toLowerCase(), zone, { multicluster, zonal });
}

/** Whether the Services of a zone are imported from several clusters. */
export function isMulticluster({ multicluster }: KubernetesOptions, zone: string): boolean {
  return longestZone(zone, multicluster) !== null;
}
