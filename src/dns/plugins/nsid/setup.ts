import { advance } from "../../corefile/cursor.js";
import { remainingArguments, wrong } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { BARE_HOST } from "../../host.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { createNsid } from "./handler.js";

/** Reads `nsid [DATA]` (coredns plugin/nsid/setup.go). */
export function setupNsid(
  directive: Dispenser,
  { host = BARE_HOST }: SetupBlock,
): SetupDone | Mistake {
  const line = directive.tokens[0]?.line ?? 0;
  let data = host.hostname;
  let isSecond = false;
  while (advance(directive)) {
    if (isSecond) return wrong(directive, ONLY_ONCE);
    isSecond = true;
    const words = remainingArguments(directive);
    if (words.length > 0) data = words.join(" ");
  }
  const part = { line, start: () => createNsid(data) };
  return { kind: "done", parts: [part], unsupported: [] };
}
