import type { Dispenser } from "../../corefile/dispenser.js";
import { checkLimits } from "../../corefile/limit-option.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `quic { … }` (coredns plugin/quic/setup.go). */
export function setupQuic(directive: Dispenser): SetupDone | Mistake {
  return (
    checkLimits(directive, { max_streams: "positive", worker_pool_size: "positive" }) ??
    NOTHING_ADDED
  );
}
