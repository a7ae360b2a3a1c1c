import { advance, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { parseGoInteger, splitHostPort } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED, ONLY_ONCE } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `pprof [ADDRESS] { block [RATE] }` (coredns plugin/pprof/setup.go). */
export function setupPprof(directive: Dispenser): SetupDone | Mistake {
  let isSecond = false;
  while (advance(directive)) {
    if (isSecond) return wrong(directive, ONLY_ONCE);
    isSecond = true;
    const [address, ...rest] = remainingArguments(directive);
    if (rest.length > 0) return wrongArguments(directive);
    const split = address === undefined ? null : splitHostPort(address);
    if (split?.ok === false) return wrongHere(directive, split.error);
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option !== "block") return wrongHere(directive, `unknown property '${option}'`);
      const [rate, ...more] = remainingArguments(directive);
      if (more.length > 0) return wrongArguments(directive);
      if (rate !== undefined && parseGoInteger(rate) === null) {
        return wrongHere(directive, `property 'block' invalid integer value '${rate}'`);
      }
    }
  }
  return NOTHING_ADDED;
}
