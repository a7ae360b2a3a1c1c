import { advance, advanceOnLine, currentText } from "../../corefile/cursor.js";
import { wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `root PATH` (coredns plugin/root/root.go); a path that is not there is no mistake. */
export function setupRoot(directive: Dispenser): SetupDone | Mistake {
  let root = "";
  while (advance(directive)) {
    if (!advanceOnLine(directive)) return wrongArguments(directive);
    root = currentText(directive);
  }
  return { kind: "done", parts: [], unsupported: [], settings: { root } };
}
