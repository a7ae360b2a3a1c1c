import { checkAddressArgument } from "../../corefile/address-argument.js";
import { advance, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, singleArgument, wrong, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `health` (coredns plugin/health/setup.go); it serves HTTP beside the chain and never sees a query. */
export function setupHealth(directive: Dispenser): SetupDone | Mistake {
  while (advance(directive)) {
    const mistake = checkAddressArgument(directive);
    if (mistake !== null) return mistake;
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option !== "lameduck") return wrongHere(directive, `unknown property '${option}'`);
      const text = singleArgument(directive);
      if (isMistake(text)) return text;
      const duration = readDuration(text);
      if (!duration.ok) {
        const reason = `unable to parse lameduck duration value: '${text}' : ${duration.error}`;
        return wrong(directive, reason);
      }
    }
  }
  return NOTHING_ADDED;
}
