import { quoteGo } from "../../corefile/go-value.js";
import { readClassName, readTypeName } from "../../record-code.js";
import { readCnameRule } from "./read-cname-rule.js";
import { readEdnsRule } from "./read-edns-rule.js";
import { readNameRule } from "./read-name-rule.js";
import { readRcodeRule, readTtlRule } from "./read-reply-rule.js";
import type { RewriteRule, RuleAction } from "./rule.js";

/** A rule from its words, or CoreDNS's words against it (coredns plugin/rewrite/rewrite.go: newRule). */
export function readRule(words: readonly string[]): RewriteRule | string {
  const [first = "", second] = words;
  if (words.length === 0) return "no rule type specified for rewrite";
  const mode = first.toLowerCase();
  const hasMode = mode === "continue" || mode === "stop";
  if (hasMode && second === undefined) return `${mode} rule must begin with a rule type`;
  const kind = (hasMode ? (second ?? "") : first).toLowerCase();
  const action = readAction(kind, words.slice(hasMode ? 2 : 1), first);
  if (typeof action === "string") return action;
  return { ...action, mode: mode === "continue" ? "continue" : "stop", text: words.join(" ") };
}

function readAction(kind: string, words: readonly string[], first: string): RuleAction | string {
  switch (kind) {
    case "answer":
      return "response rewrites must begin with a name rule";
    case "name":
      return readNameRule(words);
    case "class": {
      const values = readPair("class", words, readClassName);
      return typeof values === "string" ? values : { kind: "class", ...values };
    }
    case "type": {
      const values = readPair("type", words, readTypeName);
      return typeof values === "string" ? values : { kind: "type", ...values };
    }
    case "edns0":
      return readEdnsRule(words);
    case "ttl":
      return readTtlRule(words);
    case "cname":
      return readCnameRule(words);
    case "rcode":
      return readRcodeRule(words);
    default:
      return `invalid rule type ${quoteGo(first)}`;
  }
}

function readPair<Value>(
  kind: string,
  words: readonly string[],
  read: (text: string) => Value | null,
): { readonly from: Value; readonly to: Value } | string {
  const [first, second, ...rest] = words.map((word) => word.toUpperCase());
  if (first === undefined || second === undefined || rest.length > 0) {
    return `${kind} rules must have exactly two arguments`;
  }
  const [from, to] = [read(first), read(second)];
  if (from === null) return `invalid ${kind} ${quoteGo(first)}`;
  return to === null ? `invalid ${kind} ${quoteGo(second)}` : { from, to };
}
