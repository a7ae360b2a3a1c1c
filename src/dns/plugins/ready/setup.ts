import { advance, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  singleArgument,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { splitHostPort } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED, ONLY_ONCE } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `ready` (coredns plugin/ready/setup.go); it serves HTTP beside the chain and never sees a query. */
export function setupReady(directive: Dispenser): SetupDone | Mistake {
  let isSecond = false;
  while (advance(directive)) {
    if (isSecond) return wrong(directive, ONLY_ONCE);
    isSecond = true;
    const [address, ...rest] = remainingArguments(directive);
    if (rest.length > 0) return wrongArguments(directive);
    const split = address === undefined ? null : splitHostPort(address);
    if (split?.ok === false) return wrong(directive, split.error);
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option !== "monitor") return wrongHere(directive, `unknown property '${option}'`);
      const kind = singleArgument(directive);
      if (isMistake(kind)) return kind;
      if (kind !== "until-ready" && kind !== "continuously") {
        return wrongHere(directive, `monitor type '${kind}' not supported`);
      }
    }
  }
  return NOTHING_ADDED;
}
