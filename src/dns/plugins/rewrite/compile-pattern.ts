import { compileRegexp } from "../../../regexp/regexp.js";
import type { Regexp } from "../../../regexp/regexp.js";
import { byteLength } from "../../../packet/dns-name.js";

// coredns plugin/rewrite/name.go: maxRegexpLen, in bytes.
const LONGEST = 10_000;
// Groups up to this number are looked for in a replacement (getSubExprUsage).
const HIGHEST_GROUP = 100;

/** An expression, or CoreDNS's words against it; `where` names the rule where it is not a name rule. */
export function compilePattern(source: string, where: string): Regexp | string {
  const length = byteLength(source);
  if (length > LONGEST) return `regex pattern too long${where}: ${length} > ${LONGEST}`;
  const regexp = compileRegexp(source);
  if (regexp.kind === "regexp") return regexp;
  return where === ""
    ? `invalid regex matching pattern: ${source}`
    : `invalid regex pattern${where}: ${source}`;
}

/** An expression that has all groups that its replacement uses (coredns plugin/rewrite/name.go: isValidRegexPattern). */
export function compileReplacing(source: string, to: string): Regexp | string {
  const regexp = compilePattern(source, "");
  if (typeof regexp === "string") return regexp;
  const numbers = Array.from({ length: HIGHEST_GROUP + 1 }, (_, number) => number);
  const used = numbers.filter((number) => to.includes(`{${number}}`)).length;
  if (used <= regexp.names.length - 1) return regexp;
  return `the rewrite regex pattern (${to}) uses more subexpressions than its corresponding matching regex pattern (${source})`;
}
