import { advance, advanceOnLine, current } from "../../corefile/cursor.js";
import { wrong, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";
import { handleLoop } from "./handler.js";

/** Reads `loop` (coredns plugin/loop/setup.go). */
export function setupLoop(directive: Dispenser): SetupDone | Mistake {
  let line: number | null = null;
  while (advance(directive)) {
    if (line !== null) return wrong(directive, ONLY_ONCE);
    line = current(directive)?.line ?? 0;
    if (advanceOnLine(directive)) return wrongArguments(directive);
  }
  const part = { line: line ?? 0, start: () => handleLoop };
  return { kind: "done", parts: [part], unsupported: [] };
}
