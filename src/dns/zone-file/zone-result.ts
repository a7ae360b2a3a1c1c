import type { Effects } from "../../base/effect.js";
import type { DnsMessage, Question, RecordType, ResourceRecord } from "../../packet/dns-message.js";
import type { DnsNeed } from "../effect.js";

/** What a zone is asked. */
export interface ZoneQuery {
  /** In lower case. */
  readonly name: string;
  readonly type: RecordType;
  /** Whether the client takes DNSSEC's records. */
  readonly dnssec: boolean;
  /** How many look-ups of the server led to this one. */
  readonly depth: number;
  /** Asks the whole server, for an alias that leads out of the zone; null where it stays silent. */
  readonly lookUp: (question: Question) => Effects<DnsNeed, DnsMessage | null>;
  /** Hears the owner of a wildcard that the answer is made from. */
  readonly hearWildcard: (owner: string) => void;
}

/** What it says. `found` without an answer is a name that exists between others. */
export interface ZoneResult {
  readonly kind: "found" | "no-name" | "no-data" | "delegation" | "server-failure";
  readonly answer: readonly ResourceRecord[];
  readonly authority: readonly ResourceRecord[];
  readonly additional: readonly ResourceRecord[];
}

/** Nothing in any section. */
export const NO_RECORDS = { answer: [], authority: [], additional: [] } as const;
