import type { Address } from "../../base/address.js";
import type { DnsMessage, Question } from "../../packet/dns-message.js";
import type { QueryId, RequestId } from "../id.js";

/** Facts of name resolution: the stub resolver's walk, and the plugins' work. */
export type DnsEvent =
  | {
      readonly kind: "lookup-started";
      readonly request: RequestId | null;
      readonly name: string;
      /** The names that will be tried, in order, as far as needed. */
      readonly candidates: readonly string[];
      readonly dots: number;
      readonly ndots: number;
    }
  | {
      readonly kind: "candidate-tried";
      readonly candidate: string;
      readonly index: number;
      readonly types: readonly string[];
    }
  | {
      readonly kind: "candidate-failed";
      readonly candidate: string;
      readonly index: number;
      /** The rcode, `NODATA`, or `timeout`. */
      readonly result: string;
    }
  | {
      readonly kind: "lookup-ended";
      readonly name: string;
      readonly answeredBy: string | null;
      readonly addresses: readonly Address[];
      readonly result: string;
    }
  | {
      readonly kind: "query-sent";
      readonly query: QueryId;
      readonly question: Question;
      readonly server: Address;
      /** Absent for UDP. */
      readonly transport?: "tcp";
      readonly message?: DnsMessage;
      /** The message's length. */
      readonly bytes?: number;
    }
  | {
      readonly kind: "answer-received";
      readonly query: QueryId;
      readonly question: Question;
      readonly message: DnsMessage;
      /** The message's length. */
      readonly bytes?: number;
    }
  | {
      readonly kind: "block-chosen";
      readonly query: QueryId;
      readonly question: Question;
      readonly block: number | null;
      readonly zone: string | null;
      /** The name of the view that took the query, in a block that has one. */
      readonly view?: string | undefined;
      /** The names of the views that did not take it before; absent where there are none. */
      readonly declined?: readonly string[] | undefined;
    }
  | {
      readonly kind: "plugin-entered";
      readonly query: QueryId;
      readonly block: number;
      readonly plugin: string;
      readonly line: number;
    }
  | {
      readonly kind: "plugin-acted";
      readonly query: QueryId;
      readonly plugin: string;
      readonly line: number;
      readonly action: PluginAction;
    }
  | {
      readonly kind: "plugin-answered";
      readonly query: QueryId;
      readonly plugin: string;
      readonly line: number;
      readonly rcode: string;
      readonly message: DnsMessage | null;
    };

/** A reply in a cache. */
export interface CachedReply {
  /** The server block that the cache is of. */
  readonly block: number;
  /** What it is found by: name, type and class of the question, then `do` and `cd` where these bits were set. */
  readonly key: string;
  readonly rcode: string;
  /** Types and data of the answer's records. */
  readonly records: readonly string[];
}

/** What a rule about clients can say of a query. */
export type AclVerdict = "allow" | "block" | "filter" | "drop";

/** What a plugin did beside handing the query on. */
export type PluginAction =
  | {
      readonly kind: "cache-hit" | "cache-miss";
      readonly name: string;
      readonly remainingSeconds: number | null;
    }
  | {
      readonly kind: "cache-stored";
      readonly name: string;
      readonly seconds: number;
      readonly denial: boolean;
      /** What the cache holds from now on. */
      readonly kept?: CachedReply & {
        /** What had to go for it: another entry where there was no room, or the denial that it takes the place of. */
        readonly removed: readonly { readonly key: string; readonly denial: boolean }[];
      };
    }
  | { readonly kind: "cache-declined"; readonly name: string; readonly reason: string }
  | { readonly kind: "record-found"; readonly object: string }
  | { readonly kind: "record-missing"; readonly object: string; readonly reason: string }
  | { readonly kind: "forwarded"; readonly upstream: Address }
  | { readonly kind: "upstream-failed"; readonly upstream: Address; readonly reason: string }
  | { readonly kind: "zone-delegated"; readonly zone: string }
  | { readonly kind: "zone-transferred"; readonly zone: string; readonly count: number }
  | { readonly kind: "transfer-refused"; readonly zone: string; readonly reason: string }
  | { readonly kind: "name-tried"; readonly name: string }
  | { readonly kind: "stale-served"; readonly name: string; readonly seconds: number }
  | { readonly kind: "refresh-started"; readonly name: string }
  | { readonly kind: "upstream-skipped"; readonly upstream: Address }
  /** A health check: `reply`, or why there was none. */
  | { readonly kind: "upstream-checked"; readonly upstream: Address; readonly result: string }
  | { readonly kind: "address-weighted"; readonly address: Address }
  | { readonly kind: "policy-applied"; readonly policy: AclVerdict; readonly zone: string }
  | { readonly kind: "addresses-mapped"; readonly count: number; readonly prefix: string }
  | { readonly kind: "answer-disturbed"; readonly how: "drop" | "delay" | "truncate" }
  | { readonly kind: "size-limited"; readonly size: number }
  | { readonly kind: "answers-shuffled"; readonly count: number }
  | { readonly kind: "error-logged"; readonly text: string }
  /** A line of the log with its level: `[INFO] …`. */
  | { readonly kind: "line-logged"; readonly text: string }
  /** A rule as written, and what it changed: a name, a type, a class, EDNS options. */
  | {
      readonly kind: "query-rewritten";
      readonly rule: string;
      readonly from: string;
      readonly to: string;
    }
  /** A rule as written, and a record (name, TTL, type, data) or a response code that it changed. */
  | {
      readonly kind: "reply-rewritten";
      readonly rule: string;
      readonly from: string;
      readonly to: string;
    }
  /** An expression that matched the name, in the zone that its template is for. */
  | { readonly kind: "template-matched"; readonly zone: string; readonly pattern: string }
  | {
      readonly kind: "template-missed";
      readonly zone: string;
      readonly why: "no-match" | "condition-false" | "condition-failed";
    };
