import type { Report } from "../base/diagnostic.js";
import type { InnerText } from "../base/inner-text.js";
import type { Manifests } from "../cluster/manifest.js";
import { acceptedService, acceptedSlice } from "./accepted.js";
import { createDuplicateCheck } from "./check-duplicates.js";
import { checkServices } from "./check-services.js";
import { nothingFound } from "./found.js";
import type { Found } from "./found.js";
import { KINDS } from "./kind/order.js";
import { knownNodes } from "./known-nodes.js";
import { podsOfSlices } from "./pods-of-slices.js";
import { readObjects } from "./read-objects.js";
import { runningWorkloads } from "./running-workloads.js";
import { withOpenPorts } from "./open-ports.js";

/** Reads Kubernetes YAML or JSON: what it says of a cluster's network, with the place of everything it says. */
export function readManifests(texts: readonly InnerText[], report: Report): Manifests {
  const objects = findObjects(texts, report);
  const slices = [...objects.slices, ...mirroredAlone(objects)].map(acceptedSlice);
  const found = {
    ...objects,
    pods: [...objects.pods, ...podsOfSlices(slices.filter(isOfService), objects.pods)],
  };
  const nodes = knownNodes(found, report);
  const services = checkServices(found.services.map(acceptedService), report);
  const workloads = runningWorkloads(found, nodes);
  return {
    namespaces: found.namespaces,
    namespaceLabels: found.namespaceLabels,
    serviceImports: found.imports,
    nodes,
    workloads: withOpenPorts(workloads, services, slices),
    services,
    endpointSlices: slices,
    corefile: found.corefile,
    corednsFiles: found.corednsFiles,
    proxy: found.proxy,
    podRanges: found.podRanges,
    serviceRanges: found.serviceRanges,
    domain: found.domain,
  };
}

/** Everything that the texts say, object by object; of two with one name, the first counts. */
export function findObjects(texts: readonly InnerText[], report: Report): Found {
  const found = nothingFound();
  const isFirst = createDuplicateCheck();
  for (const text of texts)
    for (const object of readObjects(text, report))
      if (isFirst(object)) KINDS[object.kind]?.(object, found);
  return found;
}

// What an imported Service has behind it runs in other clusters.
function isOfService({ service }: Found["slices"][number]): boolean {
  return service !== null;
}

function mirroredAlone({ slices, mirrored }: Found): Found["mirrored"] {
  const keyOf = (slice: Found["slices"][number]): string =>
    `${slice.namespace}/${slice.service?.value ?? ""}`;
  const sliced = new Set(slices.map(keyOf));
  return mirrored.filter((slice) => !sliced.has(keyOf(slice)));
}
