import { parsePrefix } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrong, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { createLoadbalance } from "./handler.js";
import { loadWeights, NO_WEIGHTS, readWeighted } from "./read-weighted.js";
import type { WeightFile } from "./read-weighted.js";

/** Reads `loadbalance` (coredns plugin/loadbalance/setup.go). */
export function setupLoadbalance(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  let file: WeightFile | null = null;
  let preferred: readonly Prefix[] = [];
  let line = 0;
  while (advance(directive)) {
    line = current(directive)?.line ?? 0;
    const [policy, ...words] = remainingArguments(directive);
    if (policy === "round_robin" && words.length > 0) {
      return wrongHere(directive, `unknown property for ${policy}`);
    }
    if (policy === "weighted") {
      const read = readWeighted(directive, words, block);
      if (isMistake(read)) return read;
      // The functions of a policy are made anew, and what was preferred before is gone with the old ones.
      [file, preferred] = [read, []];
    } else if (policy !== undefined && policy !== "round_robin") {
      return wrong(directive, `unknown policy: ${policy}`);
    } else file = null;
    const ranges = readPreferred(directive);
    if (isMistake(ranges)) return ranges;
    preferred = [...preferred, ...ranges];
  }
  const weights = file === null ? null : loadWeights(file, block);
  const drawnBy = isMistake(weights) ? NO_WEIGHTS : weights;
  const part = { line, start: () => createLoadbalance({ weights: drawnBy, preferred }) };
  const failure = isMistake(weights) ? { failure: weights } : {};
  return { kind: "done", parts: [part], unsupported: [], ...failure };
}

function readPreferred(directive: Dispenser): readonly Prefix[] | Mistake {
  const preferred: Prefix[] = [];
  while (advanceInBlock(directive)) {
    if (currentText(directive) !== "prefer") {
      return wrongHere(directive, `unknown property '${currentText(directive)}'`);
    }
    for (const text of remainingArguments(directive)) {
      const range = text.includes("/") ? parsePrefix(text) : null;
      if (range === null) {
        const reason = `invalid CIDR ${quoteGo(text)}: invalid CIDR address: ${text}`;
        return wrongHere(directive, reason);
      }
      preferred.push(range);
    }
  }
  return preferred;
}
