import type { Effects } from "../../../base/effect.js";
import type { Answer, Visit } from "../../chain.js";
import { advance } from "../../corefile/cursor.js";
import { remainingArguments, wrong, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo, readDuration } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { DnsNeed } from "../../effect.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `cancel [TIMEOUT]` (coredns plugin/cancel/cancel.go). */
export function setupCancel(directive: Dispenser): SetupDone | Mistake {
  const line = directive.tokens[0]?.line ?? 0;
  while (advance(directive)) {
    const [timeout, ...rest] = remainingArguments(directive);
    if (rest.length > 0) return wrongArguments(directive);
    if (timeout === undefined) continue;
    const duration = readDuration(timeout);
    if (!duration.ok) return wrong(directive, `invalid duration: ${quoteGo(timeout)}`);
    if (duration.value <= 0) {
      return wrong(directive, `invalid negative duration: ${quoteGo(timeout)}`);
    }
  }
  return { kind: "done", parts: [{ line, start: () => handOn }], unsupported: [] };
}

function* handOn(visit: Visit): Effects<DnsNeed, Answer> {
  return yield* visit.passOn();
}
