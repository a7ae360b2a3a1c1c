import { advance, advanceOnLine, current } from "../../corefile/cursor.js";
import { wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { handleWhoami } from "./handler.js";

/** Reads `whoami` (coredns plugin/whoami/setup.go). */
export function setupWhoami(directive: Dispenser): SetupDone | Mistake {
  advance(directive);
  const line = current(directive)?.line ?? 0;
  if (advanceOnLine(directive)) return wrongArguments(directive);
  return { kind: "done", parts: [{ line, start: () => handleWhoami }], unsupported: [] };
}
