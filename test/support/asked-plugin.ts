import type { Handler } from "../../src/dns/chain.js";
import type { Setup } from "../../src/dns/plugin.js";
import type { DnsMessage, RecordType } from "../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../src/packet/dns-reply.js";
import { readRecord } from "./dns-world.js";
import { createDnsRunner } from "./dns-run.js";
import { visitPlugin } from "./plugin-visit.js";
import { startedPlugin } from "./started-plugin.js";

/** What a plugin made of a query, and of the reply of the plugin behind it. */
export interface AskedPlugin {
  /** The query as the plugin behind saw it; null where it was not asked. */
  readonly seen: DnsMessage | null;
  /** Null where none was written. */
  readonly reply: DnsMessage | null;
  /** What the plugin said that it did. */
  readonly acts: readonly string[];
}

/** The sections of a reply, as lines of a zone file. */
export interface WrittenReply {
  readonly answer?: readonly string[];
  readonly authority?: readonly string[];
  readonly additional?: readonly string[];
}

/** Sets a plugin up by its directive and asks it a question; the plugin behind it answers with what it is given. */
export function askPlugin(
  setup: Setup,
  text: string,
  [name, type]: readonly [name: string, type: RecordType],
  given: (query: DnsMessage) => WrittenReply & Partial<Pick<DnsMessage, "rcode" | "flags">>,
): AskedPlugin {
  let seen: DnsMessage | null = null;
  const next: Handler = function* write(visit) {
    seen = visit.request.message;
    const { answer = [], authority = [], additional = [], ...head } = given(seen);
    const sections = {
      answer: answer.map(readRecord),
      authority: authority.map(readRecord),
      additional: additional.map(readRecord),
    };
    return yield* visit.write({ ...replyTo(seen), ...sections, ...head });
  };
  const runner = createDnsRunner(() => "silence");
  const query = createQuery(1, { name, type, class: "IN" });
  const answer = visitPlugin(startedPlugin(setup, text), query, { runner, next });
  return {
    seen,
    reply: answer.kind === "written" ? answer.message : null,
    acts: runner.events.flatMap((event) =>
      event.kind === "plugin-acted" ? [event.action.kind] : [],
    ),
  };
}
