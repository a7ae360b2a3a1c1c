import { fitReply } from "./fit-reply.js";
import { isInZone } from "../packet/dns-name.js";
import type { DnsMessage, ResourceRecord } from "../packet/dns-message.js";
import { replyTo } from "../packet/dns-reply.js";

// An alias that leads back to itself would be followed for ever.
const LONGEST_CHAIN = 16;

/**
 * The reply of a plain recursive resolver outside the cluster that knows these records and no others. Aliases are
 * followed; where a SOA record's zone holds the name, a denial carries it. What the client cannot take is cut.
 */
export function answerUpstream(
  records: readonly ResourceRecord[],
  message: DnsMessage,
  transport: "udp" | "tcp" = "udp",
): DnsMessage {
  return fitReply({ message, transport }, wholeAnswer(records, message));
}

function wholeAnswer(records: readonly ResourceRecord[], message: DnsMessage): DnsMessage {
  const [question] = message.question;
  const reply = replyTo(message);
  const known = { ...reply, flags: { ...reply.flags, ra: true } };
  if (question === undefined) return { ...known, rcode: "FORMERR" };
  const answer: ResourceRecord[] = [];
  let name = question.name;
  let exists = false;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const owned = records.filter((record) => record.name.toLowerCase() === name.toLowerCase());
    exists = owned.length > 0 || hasBelow(records, name);
    const wanted = owned.filter(({ type }) => type === question.type || question.type === "ANY");
    answer.push(...wanted);
    const alias = owned.find(({ type }) => type === "CNAME");
    if (wanted.length > 0 || alias === undefined) break;
    answer.push(alias);
    name = alias.data;
  }
  const isAnswered = answer.some(({ type }) => type === question.type || question.type === "ANY");
  if (isAnswered) return { ...known, answer };
  const soa = records.find((record) => record.type === "SOA" && isInZone(name, record.name));
  const authority = soa === undefined ? [] : [soa];
  return { ...known, rcode: exists ? "NOERROR" : "NXDOMAIN", answer, authority };
}

// A name between others exists without records (RFC 8020).
function hasBelow(records: readonly ResourceRecord[], name: string): boolean {
  return records.some((record) => record.name !== name && isInZone(record.name, name));
}
