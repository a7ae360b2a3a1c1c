import type { DnsMessage } from "../../../packet/dns-message.js";
import type { QueryState } from "../../../trace/state.js";
import { focusOf } from "../focus.js";
import type { ViewInput } from "../input.js";

/** The query that a picture is about, and the message that goes with it. */
export interface DnsSubject {
  readonly query: QueryState | null;
  readonly message: DnsMessage | null;
}

/** The query that was last heard of, its answer, or the question that is on its way. */
export function dnsSubject(input: ViewInput): DnsSubject {
  const query = lastQuery(input);
  const payload = focusOf(input)?.headers.transport.payload;
  const carried = payload?.kind === "dns" ? payload.message : null;
  return { query, message: query?.message ?? carried };
}

function lastQuery({ trace, step, after }: ViewInput): QueryState | null {
  for (let index = step.about; index >= 0; index--) {
    const event = trace.events[index];
    if (event === undefined || event.kind === "lookup-started") break;
    if ("query" in event) return after.queries[event.query] ?? null;
  }
  const all: readonly QueryState[] = Object.values(after.queries);
  return all.at(-1) ?? null;
}
