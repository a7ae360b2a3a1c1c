import type { DnsMessage } from "../../packet/dns-message.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { Outcome } from "../../trace/outcome.js";
import type { QueryState } from "../../trace/state.js";
import { withoutRoot } from "../naming.js";
import { answersText } from "./answers.js";
import { firstLine, say } from "./context.js";
import type { Caption, Telling } from "./context.js";

/** The ends of a request in which such a tool has heard from a server. */
const HEARD: ReadonlySet<Outcome> = new Set([
  "answered",
  "nxdomain",
  "no data",
  "server failure",
] as const);

/** What dig or nslookup learned, from the answers that it received, and what a file says; null for other commands, and where no answer came. */
export function digCaption(
  { request, outcome, output }: TraceEvent & { readonly kind: "request-ended" },
  { before, after, host }: Telling,
): Caption | null {
  const running = [before, after].find((state) => state.request?.id === request)?.request;
  const program = /^(dig|nslookup|cat)(?=\s|$)/.exec(running?.command ?? "")?.[1];
  if (program === undefined || !HEARD.has(outcome)) return null;
  if (program === "cat") {
    const lines = output.trim().split("\n").join(" · ");
    return say("file-read", { client: host, lines: firstLine(lines, 240) });
  }
  const queries: readonly QueryState[] = Object.values(after.queries);
  const last = queries.findLast((query) => query.message !== null);
  if (last === undefined) return null;
  const heard =
    program === "dig" ? [last] : queries.filter(({ question }) => isSame(question, last));
  const [message, ...others] = heard.flatMap((query) => query.message ?? []);
  if (message === undefined) return null;
  const answer = [message, ...others].flatMap((one) => one.answer);
  return learned({ ...message, answer }, { program, client: host });
}

// nslookup asks for the addresses of both families.
function isSame({ name }: QueryState["question"], { question }: QueryState): boolean {
  return name === question.name;
}

function learned(
  message: DnsMessage,
  who: { readonly program: string; readonly client: string },
): Caption {
  const { rcode, question } = message;
  const { name = ".", type = "?" } = question[0] ?? {};
  const parameters = { ...who, rcode, name: withoutRoot(name) };
  if (rcode === "NXDOMAIN") return say("dig-nxdomain", parameters);
  if (rcode !== "NOERROR") return say("dig-failed", parameters);
  const answers = answersText(message);
  if (message.flags.tc)
    return say("answer-truncated", { ...parameters, type, count: message.answer.length });
  if (answers === null) return say("dig-no-data", { ...parameters, type });
  const owner = message.answer[0]?.name ?? name;
  return owner.toLowerCase() === name.toLowerCase()
    ? say("dig-answered", { ...parameters, answers })
    : say("dig-answered-other", { ...parameters, owner: withoutRoot(owner), answers });
}
