import type { DnsMessage, Question } from "../../../packet/dns-message.js";
import type { Visit } from "../../chain.js";
import { applyEdnsRule } from "./apply-edns-rule.js";
import { matchesName, replaceName } from "./name-pattern.js";
import type { Applied, ReplyAction } from "./reply-rule.js";
import type { NameRule, RewriteRule } from "./rule.js";

/** Applies a rule to a query as it is now (coredns plugin/rewrite: Rewrite of each rule). */
export function applyRule(
  rule: RewriteRule,
  message: DnsMessage,
  question: Question,
  visit: Visit,
): Applied {
  const name = question.name.toLowerCase();
  const ignored: Applied = { message, replies: null };
  const asking = (change: Partial<Question>, replies: readonly ReplyAction[]): Applied => ({
    message: { ...message, question: [{ ...question, ...change }] },
    replies,
  });
  switch (rule.kind) {
    case "name": {
      const renamed = replaceName(rule.pattern, name, rule.to);
      return renamed === null
        ? ignored
        : asking({ name: renamed }, turnedBack(rule, name, renamed));
    }
    case "class":
      return question.class === rule.from ? asking({ class: rule.to }, []) : ignored;
    case "type":
      return question.type === rule.from ? asking({ type: rule.to }, []) : ignored;
    case "ttl":
    case "rcode": {
      const { pattern, ...reply } = rule;
      return matchesName(pattern, name) ? { message, replies: [reply] } : ignored;
    }
    case "cname":
      return { message, replies: [rule] };
    case "edns0":
      return applyEdnsRule(rule, message, question, visit);
  }
}

function turnedBack({ auto, answers }: NameRule, from: string, to: string): readonly ReplyAction[] {
  const change = { kind: "remap", from: to, to: from } as const;
  const back = auto
    ? ([
        { part: "name", change },
        { part: "value", change },
      ] as const)
    : [];
  return [...back, ...answers].map((one) => ({ kind: "name", ...one }));
}
