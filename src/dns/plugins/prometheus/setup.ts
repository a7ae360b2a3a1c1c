import { checkAddressArgument } from "../../corefile/address-argument.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  noArguments,
  singleArgument,
  wrong,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { ONLY_ONCE } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";
import { handleMetrics } from "./handler.js";

/** Reads `prometheus` (coredns plugin/metrics/setup.go). */
export function setupPrometheus(directive: Dispenser): SetupDone | Mistake {
  let line: number | null = null;
  let hasTls = false;
  while (advance(directive)) {
    if (line !== null) return wrong(directive, ONLY_ONCE);
    line = current(directive)?.line ?? 0;
    const misplaced = checkAddressArgument(directive);
    if (misplaced !== null) return misplaced;
    while (advanceInBlock(directive)) {
      switch (currentText(directive)) {
        case "runtime_metrics": {
          const mistake = noArguments(directive);
          if (mistake !== null) return mistake;
          break;
        }
        case "tls": {
          if (hasTls) return wrongHere(directive, "tls block already specified");
          hasTls = true;
          const file = singleArgument(directive);
          if (isMistake(file)) return file;
          break;
        }
        default:
          return wrongHere(directive, `unknown option: ${currentText(directive)}`);
      }
    }
  }
  const part = { line: line ?? 0, start: () => handleMetrics };
  return { kind: "done", parts: [part], unsupported: [] };
}
