import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import { isDomainName } from "../../corefile/domain-name.js";
import type { DnsNeed } from "../../effect.js";
import { isUnwritten } from "../../run-chain.js";
import { applyRule } from "./apply-rule.js";
import { changeReply, revertOption } from "./change-reply.js";
import { describeChange } from "./describe-change.js";
import type { ReplyRule } from "./reply-rule.js";
import type { RewriteRule } from "./rule.js";

/** Changes queries by its rules, in order, and their replies (coredns plugin/rewrite/rewrite.go: ServeDNS). */
export function createRewrite(rules: readonly RewriteRule[]): Handler {
  return function* handleRewrite(visit: Visit): Effects<DnsNeed, Answer> {
    const replies: ReplyRule[] = [];
    let { message } = visit.request;
    for (const rule of rules) {
      const [question = visit.question] = message.question;
      const applied = applyRule(rule, message, question, visit);
      const change = describeChange(message, applied.message);
      message = applied.message;
      if (applied.replies === null) continue;
      if (change !== null)
        yield* visit.act({ kind: "query-rewritten", rule: rule.text, ...change });
      const [{ name } = visit.question] = message.question;
      if (!isDomainName(name)) {
        return yield* visit.fail("SERVFAIL", `invalid name after rewrite: ${name}`);
      }
      replies.push(...applied.replies.map((reply) => ({ ...reply, text: rule.text })));
      if (rule.mode === "stop") return yield* serve(visit, message, replies);
    }
    if (replies.length > 0) return yield* serve(visit, message, replies);
    const answer = yield* visit.passOn(message);
    return { query: message, ...answer };
  };
}

// Goes on with the changed query; the client gets its own question back, whoever writes the reply.
function* serve(
  visit: Visit,
  message: DnsMessage,
  replies: readonly ReplyRule[],
): Effects<DnsNeed, Answer> {
  const passed = yield* visit.passOn(message);
  const answer =
    passed.kind === "returned" && isUnwritten(passed.rcode)
      ? ({ kind: "written", message: replyTo(message, passed.rcode), error: passed.error } as const)
      : passed;
  const query = seenByClient(passed.query ?? message, replies);
  if (answer.kind !== "written") return { ...answer, query };
  const [{ type } = visit.question] = message.question;
  const changed = yield* changeReply(answer.message, replies, visit, type);
  return { ...answer, query, message: { ...changed, question: [visit.question] } };
}

function seenByClient(query: DnsMessage, replies: readonly ReplyRule[]): DnsMessage {
  return replies
    .toReversed()
    .reduce((seen, rule) => (rule.kind === "edns0" ? revertOption(seen, rule) : seen), query);
}
