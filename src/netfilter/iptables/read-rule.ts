import type { Family } from "../../base/address.js";
import type { Rule, RuleOwner } from "../rule-set.js";
import { linesOf } from "./line.js";
import { readWords, throwError } from "./read-words.js";

/** Reads one rule as iptables-save prints it, without `-A CHAIN`; throws where it is none, for it is a trace's own text. */
export function readRule(text: string, family: Family, owner: RuleOwner = "user"): Rule {
  for (const line of linesOf({ name: "rule", text: `-A RULE ${text}` })) {
    const rule =
      line.kind === "rule" ? readWords(line.words, { family, owner, report: throwError }) : null;
    if (rule !== null) return rule;
  }
  throw new Error(`hopwise: this is no rule: ${text}`);
}
