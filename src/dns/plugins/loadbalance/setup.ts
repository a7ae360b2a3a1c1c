import { parsePrefix } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrong, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo, readDuration } from "../../corefile/go-value.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone, Unsupported } from "../../plugin.js";
import { createLoadbalance } from "./handler.js";

/** Reads `loadbalance` (coredns plugin/loadbalance/setup.go). */
export function setupLoadbalance(directive: Dispenser): SetupDone | Mistake {
  const preferred: Prefix[] = [];
  const unsupported: Unsupported[] = [];
  let line = 0;
  while (advance(directive)) {
    line = current(directive)?.line ?? 0;
    const [policy, ...words] = remainingArguments(directive);
    if (policy === "round_robin" && words.length > 0) {
      return wrongHere(directive, `unknown property for ${policy}`);
    }
    if (policy === "weighted") {
      unsupported.push({ feature: "loadbalance: weighted", token: current(directive) });
      const mistake = checkWeighted(directive, words);
      if (mistake !== null) return mistake;
    } else if (policy !== undefined && policy !== "round_robin") {
      return wrong(directive, `unknown policy: ${policy}`);
    }
    while (advanceInBlock(directive)) {
      if (currentText(directive) !== "prefer") {
        return wrongHere(directive, `unknown property '${currentText(directive)}'`);
      }
      for (const text of remainingArguments(directive)) {
        const range = text.includes("/") ? parsePrefix(text) : null;
        if (range === null) {
          const reason = `invalid CIDR ${quoteGo(text)}: invalid CIDR address: ${text}`;
          return wrongHere(directive, reason);
        }
        preferred.push(range);
      }
    }
  }
  const part = { line, start: () => createLoadbalance(preferred) };
  return { kind: "done", parts: [part], unsupported };
}

function checkWeighted(directive: Dispenser, words: readonly string[]): Mistake | null {
  if (words.length === 0) return wrongHere(directive, "missing weight file argument");
  if (words.length > 1) return wrongHere(directive, "unexpected argument(s)");
  while (advanceInBlock(directive)) {
    if (currentText(directive) !== "reload") {
      return wrongHere(directive, `unknown property '${currentText(directive)}'`);
    }
    const [text, ...rest] = remainingArguments(directive);
    if (text === undefined) return wrongHere(directive, "reload duration value is missing");
    if (rest.length > 0) return wrongHere(directive, "unexpected argument");
    if (!readDuration(text).ok) return wrongHere(directive, `invalid reload duration '${text}'`);
  }
  return null;
}
