import type { Rcode, RecordClass, RecordType } from "../../../packet/dns-message.js";
import type { NamePattern } from "./name-pattern.js";
import type { TextChange } from "./text-change.js";

/** A line of `rewrite`: what it changes in a query, and whether later rules still get their turn. */
export type RewriteRule = RuleAction & {
  readonly mode: "stop" | "continue";
  /** The rule as written. */
  readonly text: string;
};

/** What a rule looks at, and what it changes. */
export type RuleAction =
  | NameRule
  | { readonly kind: "class"; readonly from: RecordClass; readonly to: RecordClass }
  | { readonly kind: "type"; readonly from: RecordType; readonly to: RecordType }
  /** Seconds, in the reply. */
  | {
      readonly kind: "ttl";
      readonly pattern: NamePattern;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly kind: "rcode";
      readonly pattern: NamePattern;
      readonly from: Rcode;
      readonly to: Rcode;
    }
  /** Changes where an alias of the reply leads, and asks for the new target. */
  | { readonly kind: "cname"; readonly pattern: NamePattern; readonly to: string }
  | EdnsRule;

/** Changes the name that is asked for. */
export interface NameRule {
  readonly kind: "name";
  readonly pattern: NamePattern;
  readonly to: string;
  /** Whether names in the reply are turned back by the change that was made to the query. */
  readonly auto: boolean;
  /** What else is changed in the reply, in the order written. */
  readonly answers: readonly ReplyChange[];
}

/** A change of the names, or of the names in the data, of a reply's records. */
export interface ReplyChange {
  readonly part: "name" | "value";
  readonly change: TextChange;
}

/** Changes an option of the query's OPT record. */
export interface EdnsRule {
  readonly kind: "edns0";
  readonly action: "set" | "append" | "replace" | "unset";
  readonly code: number;
  readonly content: EdnsContent;
  /** Whether the client sees its own option again. */
  readonly revert: boolean;
}

/** What an option is filled with. */
export type EdnsContent =
  /** Bytes in hexadecimal. */
  | { readonly kind: "bytes"; readonly data: string }
  /** `{client_ip}` and the like, or a label of metadata. */
  | { readonly kind: "variable"; readonly name: string }
  /** The client's network, as long as its family's length says. */
  | { readonly kind: "subnet"; readonly ipv4: number; readonly ipv6: number };
