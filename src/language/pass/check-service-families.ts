import { familyOf } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { ServiceDeclaration } from "../../cluster/declaration.js";
import type { Pass } from "./pass.js";

/** Reports Services that ask for a family that the cluster's service ranges lack, or for an address that their kind cannot have. */
export const checkServiceFamilies: Pass = {
  name: "check-service-families",
  run: (draft, report) => {
    const known = draft.settings.serviceRanges.map((range) => range.family);
    const services = draft.services.map((service) => {
      const families = service.families?.filter((family) => {
        if (known.includes(family)) return true;
        report(errorAt(service.name.span, "missing-family", { family, word: "services" }));
        return false;
      });
      const right = families === undefined || families.length === 0 ? null : families;
      return withoutStrayAddresses({ ...service, families: right }, report);
    });
    return { ...draft, services };
  },
};

function withoutStrayAddresses(service: ServiceDeclaration, report: Report): ServiceDeclaration {
  const clusterAddresses = service.clusterAddresses.filter(({ value, span }) => {
    if (service.headless) {
      report(errorAt(span, "headless-with-address", { service: service.name.value }));
      return false;
    }
    const right = service.families?.includes(familyOf(value)) ?? true;
    if (!right) {
      const parameters = { address: value, families: service.families ?? [] };
      report(errorAt(span, "address-of-other-family", parameters));
    }
    return right;
  });
  return { ...service, clusterAddresses };
}
