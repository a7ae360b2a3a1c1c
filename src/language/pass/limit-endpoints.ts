import { errorAt } from "../../base/diagnostic.js";
import { createLabelIndex } from "../../cluster/label-index.js";
import { mostPodsOf } from "../../cluster/place-pods.js";
import type { Draft } from "../draft.js";
import { LIMIT } from "../limit.js";
import { CLUSTER_WORDS } from "../play/cluster-change.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Pass } from "./pass.js";

/** Reports the Service whose endpoints would be too many, and takes the selectors of it and of those after it away. */
export const limitEndpoints: Pass = {
  name: "limit-endpoints",
  run: (draft, report) => {
    const nodes = Math.max(draft.nodes.length, 1);
    // A change is followed on every node; without any, only those that a packet passes have their rules compiled.
    const max = changesCluster(draft)
      ? Math.min(LIMIT.endpoints, Math.floor(LIMIT.endpointsOnNodes / nodes))
      : LIMIT.endpoints;
    let count = 0;
    let isReported = false;
    const selectedBy = createLabelIndex(draft.workloads);
    const services = draft.services.map((service) => {
      const selected = selectedBy(service);
      if (selected.length === 0) return service;
      const pods = selected.reduce((sum, each) => sum + mostPodsOf(each, nodes), 0);
      // Services without ports have rules for nothing, but their slices are made.
      const ports = Math.max(service.ports.length, 1);
      count += pods * ports * (draft.copies.get(service.name) ?? 1);
      if (count <= max) return service;
      if (!isReported) {
        const parameters = { service: service.name.value, max };
        report(errorAt(service.name.span, "too-many-endpoints", parameters));
        isReported = true;
      }
      return { ...service, selector: {} };
    });
    const endpointSlices = draft.endpointSlices.filter((slice) => {
      count += Math.max(slice.ports.length, 1) * slice.endpoints.length;
      if (count > max && !isReported) {
        const parameters = { service: slice.service?.value ?? slice.name.value, max };
        report(errorAt(slice.name.span, "too-many-endpoints", parameters));
        isReported = true;
      }
      return count <= max;
    });
    return { ...draft, services, endpointSlices };
  },
};

function changesCluster({ document }: Draft): boolean {
  return statementsOf(document.items)
    .filter((statement) => keywordOf(statement) === "play")
    .some((play) => partsOf(play).some((line) => CLUSTER_WORDS.includes(keywordOf(line))));
}
