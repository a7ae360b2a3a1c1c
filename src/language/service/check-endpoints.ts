import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { EndpointSliceDeclaration, ServiceDeclaration } from "../../cluster/declaration.js";
import { serviceKey } from "../../cluster/service.js";
import { keywordOf, statementsOf } from "../syntax.js";
import type { ScenarioDocument } from "../syntax.js";

/** Reports `endpoints` blocks of Services that select pods, and leaves them out: the Endpoints controller would write over them, and they are not mirrored. */
export function checkEndpoints(
  slices: readonly EndpointSliceDeclaration[],
  services: readonly ServiceDeclaration[],
  document: ScenarioDocument,
  report: Report,
): readonly EndpointSliceDeclaration[] {
  const blocks = statementsOf(document.items).filter((one) => keywordOf(one) === "endpoints");
  const places = new Set(blocks.map(({ words: [, name] }) => name?.span));
  const selecting = new Set(
    services
      .filter(({ selector }) => Object.keys(selector).length > 0)
      .map(({ namespace, name }) => serviceKey({ namespace, name: name.value })),
  );
  const told = new Set<unknown>();
  return slices.filter(({ namespace, service }) => {
    if (service === null || !places.has(service.span)) return true;
    if (!selecting.has(serviceKey({ namespace, name: service.value }))) return true;
    if (!told.has(service.span))
      report(errorAt(service.span, "endpoints-of-selector", { service: service.value }));
    told.add(service.span);
    return false;
  });
}
