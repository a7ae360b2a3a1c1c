import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  nextArgument,
  remainingArguments,
  wrong,
  wrongArguments,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { createHeader } from "./handler.js";
import type { FlagRule } from "./handler.js";

/** Reads `header` (coredns plugin/header/setup.go); of several, the first with a rule counts. */
export function setupHeader(directive: Dispenser): SetupDone | Mistake {
  while (advance(directive)) {
    const line = current(directive)?.line ?? 0;
    const rules: Record<"query" | "response", FlagRule[]> = { query: [], response: [] };
    while (advanceInBlock(directive)) {
      const selector = currentText(directive).toLowerCase();
      if (selector !== "query" && selector !== "response") {
        const reason = `invalid selector=${selector} should be query or response`;
        return wrong(directive, `setting up rule: ${reason}`);
      }
      const action = nextArgument(directive);
      const read = readRules(isMistake(action) ? "" : action, remainingArguments(directive));
      if (typeof read === "string") return wrong(directive, `setting up rule: ${read}`);
      rules[selector].push(...read);
    }
    const { query, response } = rules;
    if (query.length > 0 || response.length > 0) {
      const part = { line, start: () => createHeader(query, response) };
      return { kind: "done", parts: [part], unsupported: [] };
    }
  }
  return wrongArguments(directive);
}

function readRules(action: string, words: readonly string[]): readonly FlagRule[] | string {
  if (action === "") return "no flag action provided";
  if (words.length === 0) return "invalid length for flags, at least one should be provided";
  const lower = action.toLowerCase();
  if (lower !== "set" && lower !== "clear") {
    return `unknown flag action=${lower}, should be set or clear`;
  }
  const rules: FlagRule[] = [];
  for (const word of words) {
    const flag = word.toLowerCase();
    if (flag !== "aa" && flag !== "ra" && flag !== "rd") return `unknown/unsupported flag=${flag}`;
    rules.push({ flag, state: lower === "set" });
  }
  return rules;
}
