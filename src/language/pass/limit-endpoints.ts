import { errorAt } from "../../base/diagnostic.js";
import { mostPodsOf } from "../../cluster/place-pods.js";
import { LIMIT } from "../limit.js";
import type { Pass } from "./pass.js";

/** Reports the Service whose endpoints would be too many, and takes the selectors of it and of those after it away. */
export const limitEndpoints: Pass = {
  name: "limit-endpoints",
  run: (draft, report) => {
    const nodes = Math.max(draft.nodes.length, 1);
    const max = Math.min(LIMIT.endpoints, Math.floor(LIMIT.endpointsOnNodes / nodes));
    let count = 0;
    let isReported = false;
    const services = draft.services.map((service) => {
      const wanted = Object.entries(service.selector);
      if (wanted.length === 0) return service;
      // Services without ports have rules for nothing, but their slices are made.
      const ports = Math.max(service.ports.length, 1);
      for (const workload of draft.workloads) {
        const isSelected =
          workload.namespace === service.namespace &&
          wanted.every(([key, value]) => workload.labels[key] === value);
        if (isSelected) count += ports * mostPodsOf(workload, nodes);
      }
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
