import type { Handler } from "../../chain.js";
import { advance } from "../../corefile/cursor.js";
import { remainingArguments, wrong } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";
import type { DnsWorld } from "../../world.js";
import { createNsid } from "./handler.js";

/** Reads `nsid [DATA]` (coredns plugin/nsid/setup.go). */
export function setupNsid(directive: Dispenser): SetupDone | Mistake {
  const line = directive.tokens[0]?.line ?? 0;
  let data: string | null = null;
  let isSecond = false;
  while (advance(directive)) {
    if (isSecond) return wrong(directive, ONLY_ONCE);
    isSecond = true;
    const words = remainingArguments(directive);
    if (words.length > 0) data = words.join(" ");
  }
  const start = ({ hostName = "localhost" }: DnsWorld): Handler => createNsid(data ?? hostName);
  const part = { line, start };
  return { kind: "done", parts: [part], unsupported: [] };
}
