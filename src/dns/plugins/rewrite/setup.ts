import { EDNS_CODES } from "../../../packet/edns-option.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrong } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupDone } from "../../plugin.js";
import { createRewrite } from "./handler.js";
import { readRule } from "./read-rule.js";
import type { RewriteRule } from "./rule.js";

/** Reads `rewrite` (coredns plugin/rewrite/setup.go): a rule on a line, or one spread over the lines of a block. */
export function setupRewrite(directive: Dispenser): SetupDone | Mistake {
  const rules: RewriteRule[] = [];
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const words = [...remainingArguments(directive)];
    if (words.length < 2) while (advanceInBlock(directive)) words.push(currentText(directive));
    const rule = readRule(words);
    if (typeof rule === "string") return wrong(directive, rule);
    rules.push(rule);
  }
  // Codes that `local` names are supported by the server from then on (coredns plugin/pkg/edns).
  const returnedOptions = rules.flatMap((rule) => {
    return rule.kind === "edns0" && rule.code !== EDNS_CODES.subnet ? [rule.code] : [];
  });
  const handler = createRewrite(rules);
  const part = { line: line ?? 0, start: () => ({ handler, offer: { returnedOptions } }) };
  return { kind: "done", parts: [part], unsupported: [] };
}
