import { advance } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import { handOn } from "../../hand-on.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";

/** Reads `shed` (coredns plugin/shed/setup.go). */
export function setupShed(directive: Dispenser, { keys = [] }: SetupBlock): SetupDone | Mistake {
  const line = directive.tokens[0]?.line ?? 0;
  let isSecond = false;
  while (advance(directive)) {
    if (isSecond) return wrong(directive, ONLY_ONCE);
    isSecond = true;
    if (remainingArguments(directive).length > 0) return wrongArguments(directive);
    if (advanceInBlock(directive)) return wrongHere(directive, "shed takes no options");
  }
  const other = keys.find(({ transport }) => transport !== "dns");
  if (other === undefined)
    return { kind: "done", parts: [{ line, start: () => handOn }], unsupported: [] };
  const { transport, zone, port } = other;
  const key = quoteGo(`${transport}://${zone}:${port}`);
  const used = `${key} uses transport ${quoteGo(transport)}`;
  return wrongHere(directive, `only plain DNS server blocks are supported; ${used}`);
}
