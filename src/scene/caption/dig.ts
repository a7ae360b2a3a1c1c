import type { DnsMessage } from "../../packet/dns-message.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { Outcome } from "../../trace/outcome.js";
import type { QueryState } from "../../trace/state.js";
import { withoutRoot } from "../naming.js";
import { answersText } from "./answers.js";
import { say } from "./context.js";
import type { Caption, Telling } from "./context.js";

/** The ends of a request in which dig has heard from a server. */
const HEARD: ReadonlySet<Outcome> = new Set([
  "answered",
  "nxdomain",
  "no data",
  "server failure",
] as const);

/** What a dig learned, from the answer that it received; null for other commands, and where it received none. */
export function digCaption(
  { request, outcome }: TraceEvent & { readonly kind: "request-ended" },
  { before, after, host }: Telling,
): Caption | null {
  const running = [before, after].find((state) => state.request?.id === request)?.request;
  if (running === undefined || running === null || !/^dig(\s|$)/.test(running.command)) return null;
  if (!HEARD.has(outcome)) return null;
  const queries: readonly QueryState[] = Object.values(after.queries);
  const message = queries.findLast((query) => query.message !== null)?.message ?? null;
  return message === null ? null : learned(message, host);
}

function learned(message: DnsMessage, client: string): Caption {
  const { rcode, question } = message;
  const { name = ".", type = "?" } = question[0] ?? {};
  const parameters = { client, rcode, name: withoutRoot(name) };
  if (rcode === "NXDOMAIN") return say("dig-nxdomain", parameters);
  if (rcode !== "NOERROR") return say("dig-failed", parameters);
  const answers = answersText(message);
  return answers === null
    ? say("dig-no-data", { ...parameters, type })
    : say("dig-answered", { ...parameters, answers });
}
