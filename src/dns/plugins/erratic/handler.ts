import type { Effects } from "../../../base/effect.js";
import type { DnsMessage, Question, ResourceRecord } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import { ask } from "../../ask.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Which queries are treated badly: each Nth, counted from the first; 0 for none. */
export interface ErraticOptions {
  readonly drop: number;
  readonly delay: number;
  /** Not each Nth: CoreDNS asks whether the count and N share no bit. */
  readonly truncate: number;
  readonly delaySeconds: number;
  /** Thirty records in place of one. */
  readonly large: boolean;
}

/** Answers with fixed addresses and, now and then, late, cut or not at all (coredns plugin/erratic/erratic.go). */
export function createErratic(options: ErraticOptions): Handler {
  let count = 0;
  return function* handleErratic(visit: Visit): Effects<DnsNeed, Answer> {
    const number = count++;
    const isEach = (amount: number): boolean => amount > 0 && number % amount === 0;
    if (isEach(options.drop)) {
      yield* visit.act({ kind: "answer-disturbed", how: "drop" });
      return { kind: "silent" };
    }
    if (isEach(options.delay)) {
      yield* visit.act({ kind: "answer-disturbed", how: "delay" });
      yield* ask({ kind: "sleep", microseconds: Math.round(options.delaySeconds * 1e6) });
    }
    const isCut = options.truncate > 0 && (number & options.truncate) === 0;
    const message = messageFor(visit.request.message, visit.question, { ...options, isCut });
    if (message === null) return yield* visit.fail("SERVFAIL", null);
    if (message.flags.tc) yield* visit.act({ kind: "answer-disturbed", how: "truncate" });
    return yield* visit.write(message);
  };
}

// Null for types that it has nothing for.
function messageFor(
  query: DnsMessage,
  question: Question,
  { large, isCut }: { readonly large: boolean; readonly isCut: boolean },
): DnsMessage | null {
  const reply = replyTo(query);
  const flags = { ...reply.flags, aa: true, tc: isCut };
  const { name, type } = question;
  if (type === "A") {
    const record = recordOf(name, "A", "192.0.2.53");
    return { ...reply, flags, answer: Array.from({ length: large ? 30 : 1 }, () => record) };
  }
  if (type === "AAAA") return { ...reply, flags, answer: [recordOf(name, "AAAA", "2001:db8::53")] };
  return type === "AXFR"
    ? { ...reply, flags: { ...flags, tc: false }, answer: transfer(name, isCut) }
    : null;
}

// A small zone; one that is cut has no second SOA record at its end.
function transfer(zone: string, isCut: boolean): readonly ResourceRecord[] {
  const data = "sns.dns.icann.org. noc.dns.icann.org. 2018050825 7200 3600 1209600 3600";
  const soa = recordOf(zone, "SOA", data);
  const records = [
    soa,
    recordOf(zone, "NS", `b.${zone}`),
    recordOf(zone, "NS", `a.${zone}`),
    recordOf(`a.${zone}`, "AAAA", "2001:bd8::53"),
    recordOf(`b.${zone}`, "AAAA", "2001:500::54"),
  ];
  return isCut ? records : [...records, soa];
}

function recordOf(name: string, type: Question["type"], data: string): ResourceRecord {
  return { name, type, class: "IN", ttl: 0, data };
}
