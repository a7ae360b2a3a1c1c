import type { Effects } from "../../../base/effect.js";
import type { Answer, Visit } from "../../chain.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { DnsNeed } from "../../effect.js";
import type { MetadataProvider } from "../../metadata.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { BlockFilter, BlockView, SetupDone, Unsupported } from "../../plugin.js";

/** Reads `view NAME { expr … }` (coredns plugin/view/setup.go). */
export function setupView(directive: Dispenser): SetupDone | Mistake {
  const unsupported: Unsupported[] = [];
  const filters: BlockFilter[] = [];
  let view: BlockView | null = null;
  while (advance(directive)) {
    if (view !== null) return wrong(directive, ONLY_ONCE);
    const line = current(directive)?.line ?? 0;
    const [name, ...rest] = remainingArguments(directive);
    if (name === undefined || rest.length > 0) return wrongArguments(directive);
    view = { name, line, passes: allOf(filters) };
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option !== "expr") return wrongHere(directive, `unknown property '${option}'`);
      const token = current(directive);
      unsupported.push({ feature: `view: ${remainingArguments(directive).join(" ")}`, token });
      filters.push(() => "unknown");
    }
  }
  const name = view?.name ?? "";
  const metadata: MetadataProvider = () => [["view/name", () => name]];
  const part = { line: view?.line ?? 0, start: () => ({ handler: handOn, offer: { metadata } }) };
  return { kind: "done", parts: [part], unsupported, settings: { view } };
}

// coredns plugin/view/view.go: Filter. What is not known counts only where nothing before it is false.
function allOf(filters: readonly BlockFilter[]): BlockFilter {
  return (request) => {
    for (const filter of filters) {
      const passes = filter(request);
      if (passes !== true) return passes;
    }
    return true;
  };
}

function* handOn(visit: Visit): Effects<DnsNeed, Answer> {
  return yield* visit.passOn();
}
