import { warningAt } from "../../base/diagnostic.js";
import { checkNodePorts } from "../../cluster/check/check-node-ports.js";
import { checkServiceType } from "../../cluster/check/check-service-type.js";
import { checkDistribution } from "../../cluster/check/check-distribution.js";
import { checkSlices } from "../../cluster/check/check-slices.js";
import { serviceKey } from "../../cluster/service.js";
import { checkEndpoints } from "../service/check-endpoints.js";
import type { Pass } from "./pass.js";

/** Reports what Services and EndpointSlices say that the API server would refuse, and what leads nowhere. */
export const checkServices: Pass = {
  name: "check-services",
  run: (draft, report) => {
    const typed = draft.services.map((service) =>
      checkServiceType(
        checkDistribution(service, draft.settings.version, report),
        draft.settings,
        report,
      ),
    );
    const services = checkNodePorts(typed, report);
    const keyOf = (namespace: string, name: string): string => serviceKey({ namespace, name });
    const names = services.map(({ namespace, name }) => keyOf(namespace, name.value));
    const known = {
      services: new Set(["default/kubernetes", "kube-system/kube-dns", ...names]),
      nodes: new Set(draft.nodes.map(({ name }) => name.value)),
    };
    const slices = checkEndpoints(draft.endpointSlices, services, draft.document, report);
    const endpointSlices = checkSlices(slices, known, report);
    const given = new Set(
      endpointSlices.map(({ namespace, service }) => keyOf(namespace, service?.value ?? "")),
    );
    for (const { namespace, name, selector, type } of services) {
      const key = keyOf(namespace, name.value);
      // The API server is behind its own Service without a selector.
      const isApi = key === "default/kubernetes";
      const needsNone = type === "ExternalName" || isApi || given.has(key);
      if (needsNone || Object.keys(selector).length > 0) continue;
      if (draft.doubtful.has(`selector of ${key}`)) continue;
      const parameters = { service: name.value, expected: ["select"] };
      report(warningAt(name.span, "service-without-selector", parameters));
    }
    return { ...draft, services, endpointSlices };
  },
};
