import { checkAddressArgument } from "../../corefile/address-argument.js";
import { advance, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, singleArgument, wrong, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
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
    const mistake = checkAddressArgument(directive);
    if (mistake !== null) return mistake;
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
