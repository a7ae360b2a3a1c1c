import { advance, current } from "../../corefile/cursor.js";
import { nextArgument, wrongArguments } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { handleMinimal } from "./handler.js";

/** Reads `minimal` (coredns plugin/minimal/setup.go). */
export function setupMinimal(directive: Dispenser): SetupDone | Mistake {
  advance(directive);
  const line = current(directive)?.line ?? 0;
  if (!isMistake(nextArgument(directive))) return wrongArguments(directive);
  return { kind: "done", parts: [{ line, start: () => handleMinimal }], unsupported: [] };
}
