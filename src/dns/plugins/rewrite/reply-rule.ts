import type { DnsMessage, Rcode } from "../../../packet/dns-message.js";
import type { EdnsOption } from "../../../packet/edns-option.js";
import type { NamePattern } from "./name-pattern.js";
import type { ReplyChange } from "./rule.js";

/** What is done to the reply because a rule was applied to the query (coredns plugin/rewrite/reverter.go). */
export type ReplyRule = ReplyAction & {
  /** The rule as written. */
  readonly text: string;
};

/** A change of the reply, or of the query's OPT record as the client is to see it. */
export type ReplyAction =
  | ({ readonly kind: "name" } & ReplyChange)
  | { readonly kind: "ttl"; readonly min: number; readonly max: number }
  | { readonly kind: "rcode"; readonly from: Rcode; readonly to: Rcode }
  | { readonly kind: "cname"; readonly pattern: NamePattern; readonly to: string }
  /** The option goes, or is again what it was. */
  | { readonly kind: "edns0"; readonly code: number; readonly before: EdnsOption | null };

/** What became of a query under a rule. */
export interface Applied {
  /** The query; an OPT record may have come even where the rule did not apply. */
  readonly message: DnsMessage;
  /** Null where the rule did not apply. */
  readonly replies: readonly ReplyAction[] | null;
}
