import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsMessage, Question } from "../../packet/dns-message.js";
import { dnsSize } from "../../packet/dns-wire.js";
import type { QueryId } from "../../trace/id.js";
import { ask } from "../ask.js";
import type { DnsNeed } from "../effect.js";

/** A question with the message that asks it; a repeated try sends the same one. */
export interface Asking {
  readonly query: QueryId;
  readonly question: Question;
  readonly message: DnsMessage;
}

/** The port of DNS servers. */
export const DNS_PORT = 53;

/** Says in the trace that a question goes to a server. */
export function* noteQuery(
  { query, question, message }: Asking,
  server: Address,
  transport: "udp" | "tcp",
): Effects<DnsNeed, void> {
  const isTcp = transport === "tcp";
  const sent = { message, bytes: dnsSize(message) };
  const event = { kind: "query-sent", query, question, server, ...sent } as const;
  yield* ask({ kind: "note", event: isTcp ? { ...event, transport } : event });
}

/** Says in the trace that a question was answered. */
export function* noteAnswer(
  { query, question }: Asking,
  message: DnsMessage,
): Effects<DnsNeed, void> {
  const bytes = dnsSize(message);
  yield* ask({ kind: "note", event: { kind: "answer-received", query, question, message, bytes } });
}

/** Whether a message answers a question (glibc 2.36 resolv/res_queriesmatch.c). */
export function isAnswer(message: DnsMessage, { question, message: asked }: Asking): boolean {
  const [answered] = message.question;
  if (message.id !== asked.id || answered === undefined) return false;
  const isName = answered.name.toLowerCase() === question.name.toLowerCase();
  return isName && answered.type === question.type;
}
