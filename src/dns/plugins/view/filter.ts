import type { Effects } from "../../../base/effect.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { Program } from "../../expression/expression.js";
import type { BlockFilter } from "../../plugin.js";
import { queryFunctions } from "../../query-functions.js";
import type { DnsWorld } from "../../world.js";

/**
 * Takes a query where every expression is true; null stands for one that is not simulated, which counts only where nothing
 * before it is false (coredns plugin/view/view.go: Filter).
 */
export function filterBy(
  programs: readonly (Program | null)[],
  world: Pick<DnsWorld, "localAddresses">,
): BlockFilter {
  return (request) => {
    const metadata = (label: string): string | null => request.metadata?.get(label)?.() ?? null;
    const functions = queryFunctions(request, world, metadata);
    for (const program of programs) {
      const result = program?.run(functions) ?? { kind: "unsupported" };
      if (result.kind === "unsupported") return "unknown";
      if (result.kind === "failed" || result.value !== true) return false;
    }
    return true;
  };
}

/** In the chain, a view hands every query on. */
export function* handOn(visit: Visit): Effects<DnsNeed, Answer> {
  return yield* visit.passOn();
}
