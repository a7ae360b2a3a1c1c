import type { Effects } from "../../../../src/base/effect.js";
import type { Answer, Handler, Visit } from "../../../../src/dns/chain.js";
import type { DnsNeed } from "../../../../src/dns/effect.js";
import { createRewrite } from "../../../../src/dns/plugins/rewrite/handler.js";
import { readRule } from "../../../../src/dns/plugins/rewrite/read-rule.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { readRecord } from "../../../support/dns-world.js";
import { visitPlugin } from "../../../support/plugin-visit.js";
import type { Surroundings } from "../../../support/plugin-visit.js";

/** The words of a rule. */
export type Rule = readonly string[];

/** What came of a query. */
export interface Tried {
  readonly answer: Answer;
  /** The query that the next plugin got; null where it was not reached. */
  readonly seen: DnsMessage | null;
}

/** Runs rewrite with these rules; the plugin after it writes what `next` makes of the query. */
export function run(
  rules: readonly Rule[],
  message: DnsMessage,
  around: Omit<Surroundings, "next"> = {},
  next: (message: DnsMessage) => DnsMessage = echo,
): Tried {
  const read = rules.map((words) => {
    const rule = readRule(words);
    if (typeof rule === "string") throw new Error(rule);
    return rule;
  });
  let seen: DnsMessage | null = null;
  const after: Handler = function* write(visit: Visit): Effects<DnsNeed, Answer> {
    seen = visit.request.message;
    return yield* visit.write(next(seen));
  };
  const answer = visitPlugin(createRewrite(read), message, { ...around, next: after });
  return { answer, seen };
}

/** CoreDNS's own tests have the query itself come back, with an address where it has no records. */
export function echo(message: DnsMessage): DnsMessage {
  const name = message.question[0]?.name ?? "";
  const answer = [readRecord(`${name} 5 IN A 10.0.0.1`)];
  return message.answer.length > 0 ? message : { ...message, answer };
}

/** The reply. */
export function written({ answer }: Tried): DnsMessage {
  if (answer.kind !== "written") throw new Error(`the answer is ${answer.kind}`);
  return answer.message;
}

/** A query for the addresses of a name. */
export function question(name: string): DnsMessage {
  return createQuery(1, { name, type: "A", class: "IN" });
}
