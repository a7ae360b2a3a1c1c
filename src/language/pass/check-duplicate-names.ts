import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Said } from "../../cluster/declaration.js";
import type { Pass } from "./pass.js";

/** Reports a second object of a kind and name, and leaves it out. */
export const checkDuplicateNames: Pass = {
  name: "check-duplicate-names",
  run: (draft, report) => ({
    ...draft,
    nodes: unique(draft.nodes, () => "node", [], report),
    workloads: unique(
      draft.workloads,
      ({ kind, namespace }) => `${kind} ${namespace}/`,
      ["deployment kube-system/coredns"],
      report,
    ),
    endpointSlices: unique(
      draft.endpointSlices,
      ({ namespace }) => `endpoint-slice ${namespace}/`,
      [],
      report,
    ),
    services: unique(
      draft.services,
      ({ namespace }) => `service ${namespace}/`,
      ["service default/kubernetes", "service kube-system/kube-dns"],
      report,
    ),
  }),
};

function unique<T extends { readonly name: Said<string> }>(
  objects: readonly T[],
  scopeOf: (object: T) => string,
  reserved: readonly string[],
  report: Report,
): readonly T[] {
  const seen = new Set(reserved);
  return objects.filter((object) => {
    const scope = scopeOf(object);
    const key = `${scope}${object.name.value}`;
    if (!seen.has(key)) return seen.add(key);
    const [what = ""] = scope.split(" ");
    const code = reserved.includes(key) ? "reserved-name" : "duplicate-name";
    report(errorAt(object.name.span, code, { what, name: object.name.value }));
    return false;
  });
}
