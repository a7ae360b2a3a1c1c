import type { RecordType } from "../../../packet/dns-message.js";
import { isReverse } from "../../corefile/reverse-zone.js";
import { findPods, findServices, isExposed, missing } from "./find-target.js";
import type { Finding } from "./find-target.js";
import type { Lookup } from "./lookup.js";
import { parseName } from "./name-request.js";
import { serverTargets } from "./name-server.js";
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
  const request = parseName(lower, lookup.zone, lookup.options.zonal);
  if (request === "invalid") return missing("name-invalid");
  if (request === "apex") return { kind: "found", targets: [] };
  if (isReverse(lower)) return missing("name-invalid");
  if (!isExposed(lookup, request.namespace)) return missing("namespace-missing");
  return request.tree === "pod" ? findPods(lookup, request) : findServices(lookup, request);
}
