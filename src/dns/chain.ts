import type { Effects } from "../base/effect.js";
import type { DnsMessage, Question, Rcode } from "../packet/dns-message.js";
import type { PluginAction } from "../trace/event/dns-event.js";
import type { DnsNeed } from "./effect.js";
import type { NamedOffer } from "./offer.js";
import type { DnsRequest } from "./request.js";

/**
 * What a plugin hands back to the one before it: a written reply, a code that the server turns into an empty reply,
 * or nothing at all. A reply passes outward through every plugin that was entered, so each may keep or change it.
 */
export type Answer = {
  /** The query where a plugin changed it for good, so that the plugins before it and the server see it changed, too. */
  readonly query?: DnsMessage;
} & (
  | {
      readonly kind: "written";
      readonly message: DnsMessage;
      /** What a plugin had to say beside the reply. */
      readonly error?: string | null;
    }
  | { readonly kind: "returned"; readonly rcode: Rcode; readonly error: string | null }
  | { readonly kind: "silent" }
);

/** A plugin at work on one query. */
export type Handler = (visit: Visit) => Effects<DnsNeed, Answer>;

/** A query's visit to a plugin. */
export interface Visit {
  readonly request: DnsRequest;
  readonly question: Question;
  /** The number of the server block. */
  readonly block: number;
  /** The next plugin of the chain, or null at its end. */
  readonly next: NextPlugin | null;
  /** What the plugins of the block, in the chain's order, let each other use. */
  readonly offers: readonly NamedOffer[];
  /** How many look-ups of the server led to this visit. */
  readonly depth: number;
  /** Hands the query on, changed or not; at the end of the chain, SERVFAIL as CoreDNS has it. */
  passOn(message?: DnsMessage, transport?: DnsRequest["transport"]): Effects<DnsNeed, Answer>;
  /** Writes the reply, and says so in the trace. */
  write(message: DnsMessage): Effects<DnsNeed, Answer>;
  /** Returns a code for the server to write, and says so in the trace. */
  fail(rcode: Rcode, error: string | null): Effects<DnsNeed, Answer>;
  /** What a plugin says of the query under a label; null where none does, or nobody was asked. */
  metadata(label: string): string | null;
  /** Says something of the query to the plugins that come later; nothing where none were asked. */
  setMetadata(label: string, value: () => string): void;
  /** Says in the trace what the plugin did. */
  act(action: PluginAction): Effects<DnsNeed, void>;
  /** Asks the whole server another question, as for the target of a CNAME; null where it stays silent. */
  lookUp(question: Question): Effects<DnsNeed, DnsMessage | null>;
}

/** What a plugin may know of the one after it. */
export interface NextPlugin {
  readonly name: string;
}
