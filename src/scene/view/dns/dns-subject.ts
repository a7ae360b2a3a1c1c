import { dnsMessageIn } from "../../../packet/dns-in-payload.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import type { QueryState, SizedMessage } from "../../../trace/state.js";
import { focusOf } from "../focus.js";
import type { ViewInput } from "../input.js";

/** The query that a picture is about, as it was sent, and its answer as far as there is one. */
export interface DnsSubject {
  readonly query: QueryState | null;
  readonly asked: SizedMessage | null;
  readonly answer: SizedMessage | null;
}

/** The query that was last heard of, its answer, or what is on its way. */
export function dnsSubject(input: ViewInput): DnsSubject {
  const query = lastQuery(input);
  const payload = focusOf(input)?.headers.transport.payload;
  const carried = payload === undefined ? null : dnsMessageIn(payload);
  const onItsWay = carried === null ? null : { message: carried, bytes: null };
  const asked = query?.asked ?? (carried?.flags.qr === false ? onItsWay : null);
  const isItsAnswer =
    carried?.flags.qr === true && (asked === null || isAlike(carried, asked.message));
  // What a plugin wrote is not yet what goes out: the server fits it to the client.
  const found = query?.message == null ? null : { message: query.message, bytes: query.bytes };
  const answer = found?.bytes == null && isItsAnswer ? onItsWay : found;
  return { query, asked, answer };
}

function isAlike(one: DnsMessage, other: DnsMessage): boolean {
  return one.id === other.id && one.question[0]?.type === other.question[0]?.type;
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
