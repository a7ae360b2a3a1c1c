import { byteLength } from "../../../packet/dns-name.js";
import { compileRegexp } from "../../../regexp/regexp.js";
import { formatRegexpError } from "../../../regexp/syntax-error.js";
import { normalZone } from "../../corefile/block-key.js";
import type { RuleAction } from "./rule.js";

const LONGEST = 10_000;

/** `cname [exact|prefix|…] FROM TO` (coredns plugin/rewrite/cname_target.go: newCNAMERule). Only exact names are completed. */
export function readCnameRule(words: readonly string[]): RuleAction | string {
  if (words.length !== 2 && words.length !== 3) {
    return `too few (${words.length}) arguments for a cname rule`;
  }
  const kind = words.length === 2 ? "exact" : (words[0] ?? "").toLowerCase();
  const [from = "", to = ""] = words.slice(-2).map((word) => word.toLowerCase());
  switch (kind) {
    case "exact":
      return { kind: "cname", pattern: { kind, text: normalZone(from) }, to: normalZone(to) };
    case "prefix":
    case "suffix":
    case "substring":
      return { kind: "cname", pattern: { kind, text: from }, to };
    case "regex": {
      const length = byteLength(from);
      if (length > LONGEST) return `regex pattern too long in a cname rule: ${length} > ${LONGEST}`;
      const regexp = compileRegexp(from);
      return regexp.kind === "regexp"
        ? { kind: "cname", pattern: { kind, regexp }, to }
        : `invalid cname rewrite regex pattern: ${formatRegexpError(regexp)}`;
    }
    default:
      return `unknown cname rewrite type: ${kind}`;
  }
}
