import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  noArguments,
  remainingArguments,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { createLocal } from "./handler.js";

/** Reads `local` (coredns plugin/local/setup.go). */
export function setupLocal(directive: Dispenser): SetupDone | Mistake {
  let line = 0;
  let takesPrefix = true;
  while (advance(directive)) {
    line = current(directive)?.line ?? 0;
    const mistake = noArguments(directive);
    if (mistake !== null) return mistake;
    while (advanceInBlock(directive)) {
      const option = currentText(directive);
      if (option !== "localhost_prefix")
        return wrongHere(directive, `unknown property '${option}'`);
      const [value, ...rest] = remainingArguments(directive);
      if (value === undefined || rest.length > 0) return wrongArguments(directive);
      if (value !== "on" && value !== "off") {
        const reason = `localhost_prefix expects 'on' or 'off', got ${quoteGo(value)}`;
        return wrongHere(directive, reason);
      }
      takesPrefix = value === "on";
    }
  }
  const part = { line, start: () => createLocal(takesPrefix) };
  return { kind: "done", parts: [part], unsupported: [] };
}
