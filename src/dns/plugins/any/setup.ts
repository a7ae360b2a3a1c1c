import { advance, advanceOnLine, current } from "../../corefile/cursor.js";
import { wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { handleAny } from "./handler.js";

/** Reads `any` (coredns plugin/any/setup.go); what else its block says is not looked at. */
export function setupAny(directive: Dispenser): SetupDone | Mistake {
  advance(directive);
  const line = current(directive)?.line ?? 0;
  if (advanceOnLine(directive)) return wrongArguments(directive);
  return { kind: "done", parts: [{ line, start: () => handleAny }], unsupported: [] };
}
