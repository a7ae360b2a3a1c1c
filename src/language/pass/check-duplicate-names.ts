import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { Said } from "../../cluster/declaration.js";
import type { Draft } from "../draft.js";
import type { Pass } from "./pass.js";

/** Reports a second object of a kind and name, and leaves it out. */
export const checkDuplicateNames: Pass = {
  name: "check-duplicate-names",
  run: (draft, report) => ({
    ...draft,
    nodes: unique(draft.nodes, () => "node", [], draft, report),
    workloads: unique(
      draft.workloads,
      ({ kind, namespace }) => `${kind} ${namespace}/`,
      ["deployment kube-system/coredns"],
      draft,
      report,
    ),
    endpointSlices: unique(
      draft.endpointSlices,
      ({ namespace }) => `endpoint-slice ${namespace}/`,
      [],
      draft,
      report,
    ),
    services: unique(
      draft.services,
      ({ namespace }) => `service ${namespace}/`,
      ["service default/kubernetes", "service kube-system/kube-dns"],
      draft,
      report,
    ),
  }),
};

function unique<T extends { readonly name: Said<string> }>(
  objects: readonly T[],
  scopeOf: (object: T) => string,
  reserved: readonly string[],
  { given }: Pick<Draft, "given">,
  report: Report,
): readonly T[] {
  const seen = new Set(reserved);
  // What a cluster has of its own, its YAML may list, once.
  const taken = new Set<string>();
  return objects.filter((object) => {
    const scope = scopeOf(object);
    const key = `${scope}${object.name.value}`;
    const isGiven = given.has(object.name) && reserved.includes(key) && !taken.has(key);
    if (isGiven) taken.add(key);
    if (isGiven || !seen.has(key)) return seen.add(key);
    const [what = ""] = scope.split(" ");
    const code = reserved.includes(key) ? "reserved-name" : "duplicate-name";
    report(errorAt(object.name.span, code, { what, name: object.name.value }));
    return false;
  });
}
