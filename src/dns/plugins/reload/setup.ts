import { advance } from "../../corefile/cursor.js";
import { remainingArguments, wrong, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { readDuration } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `reload [INTERVAL] [JITTER]` (coredns plugin/reload/setup.go); it watches the file and never sees a query. */
export function setupReload(directive: Dispenser): SetupDone | Mistake {
  advance(directive);
  const [interval, jitter, ...rest] = remainingArguments(directive);
  if (rest.length > 0) return wrongArguments(directive);
  if (interval !== undefined) {
    const duration = readDuration(interval);
    if (!duration.ok) return wrong(directive, duration.error);
    if (duration.value < 2) {
      return wrong(directive, "interval value must be greater or equal to 2s");
    }
  }
  if (jitter !== undefined) {
    const duration = readDuration(jitter);
    if (!duration.ok) return wrong(directive, duration.error);
    if (duration.value !== 0 && duration.value < 1) {
      return wrong(directive, "jitter value must be 0 or greater or equal to 1s");
    }
  }
  return NOTHING_ADDED;
}
