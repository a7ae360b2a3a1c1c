import type { DnsFlags, DnsMessage, Question, Rcode } from "./dns-message.js";

/** No flag set. */
export const NO_FLAGS: DnsFlags = {
  qr: false,
  aa: false,
  tc: false,
  rd: false,
  ra: false,
  ad: false,
  cd: false,
};

/** A query as a stub resolver sends it: recursion desired. */
export function createQuery(id: number, question: Question): DnsMessage {
  return {
    id,
    flags: { ...NO_FLAGS, rd: true },
    rcode: "NOERROR",
    question: [question],
    answer: [],
    authority: [],
    additional: [],
  };
}

/** An empty reply: the query's id, question, RD and CD, as miekg/dns's SetReply makes it. */
export function replyTo(query: DnsMessage, rcode: Rcode = "NOERROR"): DnsMessage {
  return {
    id: query.id,
    flags: { ...NO_FLAGS, qr: true, rd: query.flags.rd, cd: query.flags.cd },
    rcode,
    question: query.question.slice(0, 1),
    answer: [],
    authority: [],
    additional: [],
  };
}
