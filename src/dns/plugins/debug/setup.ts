import { advance, advanceOnLine } from "../../corefile/cursor.js";
import { wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `debug` (coredns plugin/debug/debug.go). */
export function setupDebug(directive: Dispenser): SetupDone | Mistake {
  while (advance(directive)) if (advanceOnLine(directive)) return wrongArguments(directive);
  return NOTHING_ADDED;
}
