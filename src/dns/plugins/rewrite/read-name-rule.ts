import { normalZone } from "../../corefile/block-key.js";
import { quoteGo } from "../../corefile/go-value.js";
import { compileReplacing } from "./compile-pattern.js";
import type { NameRule, ReplyChange } from "./rule.js";

/** `name [exact|prefix|suffix|substring|regex] FROM TO [answer …]` (coredns plugin/rewrite/name.go: newNameRule). */
export function readNameRule(words: readonly string[]): NameRule | string {
  if (words.length < 2) return "too few arguments for a name rule";
  const [first = "", second = "", third = ""] = words;
  const kind = words.length === 2 ? "exact" : first.toLowerCase();
  const [from, to] = words.length === 2 ? [first, second] : [second, third];
  const read = words.length > 3 ? readAnswers(kind, words.slice(3)) : { auto: false, answers: [] };
  if (typeof read === "string") return read;
  const { auto, answers } = read;
  const [text, replacement] = [normalZone(from), normalZone(to)];
  switch (kind) {
    case "exact": {
      // CoreDNS tries the names as an expression, too.
      const mistake = compileReplacing(replacement, text);
      if (typeof mistake === "string") return mistake;
      return { kind: "name", pattern: { kind, text }, to: replacement, auto: true, answers };
    }
    case "suffix": {
      const change = { kind, from: replacement, to: text } as const;
      const turned: readonly ReplyChange[] = [
        { part: "name", change },
        { part: "value", change },
      ];
      const all = auto ? [...turned, ...answers] : answers;
      return { kind: "name", pattern: { kind, text }, to: replacement, auto: false, answers: all };
    }
    case "prefix":
    case "substring":
      return { kind: "name", pattern: { kind, text }, to: replacement, auto, answers };
    case "regex": {
      const regexp = compileReplacing(from, to);
      if (typeof regexp === "string") return regexp;
      return { kind: "name", pattern: { kind, regexp }, to: replacement, auto, answers };
    }
    default:
      return `name rule supports only exact, prefix, suffix, substring, and regex name matching, received: ${kind}`;
  }
}

interface ReadAnswers {
  readonly auto: boolean;
  readonly answers: readonly ReplyChange[];
}

// What follows the names: `answer auto`, `answer name FROM TO`, `answer value FROM TO`, again and again (parseAnswerRules).
function readAnswers(rule: string, words: readonly string[]): ReadAnswers | string {
  if (words.length < 2) return `invalid arguments for ${rule} rule`;
  const answers: ReplyChange[] = [];
  let auto = false;
  for (let at = 0; at < words.length;) {
    if (at === 0 && words[at] !== "answer") {
      return `exceeded the number of arguments for a non-answer rule argument for ${rule} rule`;
    }
    if (words[at] === "answer") at++;
    const part = words[at];
    if (part === undefined) return `type missing for answer rule for ${rule} rule`;
    at++;
    if (part === "auto") {
      auto = true;
      continue;
    }
    if (part !== "name" && part !== "value") {
      return `invalid type ${quoteGo(part)} for answer rule for ${rule} rule`;
    }
    const [from, to] = [words[at], words[at + 1]];
    if (from === undefined || to === undefined) {
      return `${part} answer rule for ${rule} rule: 2 arguments required`;
    }
    const regexp = compileReplacing(from, to);
    if (typeof regexp === "string") return `${part} answer rule for ${rule} rule: ${regexp}`;
    answers.push({ part, change: { kind: "regex", regexp, to: normalZone(to) } });
    at += 2;
  }
  if (auto && answers.some(({ part }) => part === "name")) {
    return "auto name answer rule cannot be combined with explicit name anwer rules";
  }
  return { auto, answers };
}
