import type { Effects } from "../../../base/effect.js";
import type { DnsMessage, Question, ResourceRecord } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** A week: the TTL of all its records, in seconds. */
const TTL = 604_800;

const HOST = "localhost.";
const ZONES = [HOST, "0.in-addr.arpa.", "127.in-addr.arpa.", "255.in-addr.arpa."];
const REVERSE_OF_LOOPBACK = "1.0.0.127.in-addr.arpa.";
const LOOPBACKS: Readonly<Record<string, string>> = { A: "127.0.0.1", AAAA: "::1" };

/**
 * Answers for localhost and the reverse zones that mean nothing outside of a host (RFC 6303); `takesPrefix` takes
 * `localhost.` with anything behind it, too (coredns plugin/local/local.go).
 */
export function createLocal(takesPrefix: boolean): Handler {
  return function* handleLocal(visit: Visit): Effects<DnsNeed, Answer> {
    const sections = sectionsFor(visit.question, takesPrefix);
    if (sections === null) return yield* visit.passOn();
    return yield* visit.write({ ...replyTo(visit.request.message), ...sections });
  };
}

type Sections = Partial<Pick<DnsMessage, "rcode" | "answer" | "authority">>;

// Null where the name is none of its own.
function sectionsFor({ name, type }: Question, takesPrefix: boolean): Sections | null {
  const lower = name.toLowerCase();
  const isBelow = lower.length > HOST.length && lower.endsWith(`.${HOST}`);
  const isBefore = takesPrefix && lower.length > HOST.length && lower.startsWith(HOST);
  if (isBelow || isBefore) return addressOf(name, type) ?? { authority: [soaOf(name)] };
  const zone = longestZone(lower, ZONES);
  if (zone === null) return null;
  const origin = name.slice(name.length - zone.length);
  if (lower === zone) return apexAnswer(name, type, lower === HOST);
  if (lower !== REVERSE_OF_LOOPBACK) return { rcode: "NXDOMAIN", authority: [soaOf(origin)] };
  return type === "PTR"
    ? { answer: [recordOf(name, "PTR", HOST)] }
    : { authority: [soaOf(origin)] };
}

function apexAnswer(name: string, type: Question["type"], isHost: boolean): Sections {
  if (type === "SOA") return { answer: [soaOf(name)] };
  if (type === "NS") return { answer: [recordOf(name, "NS", HOST)] };
  return (isHost ? addressOf(name, type) : null) ?? { authority: [soaOf(name)] };
}

function addressOf(name: string, type: Question["type"]): Sections | null {
  const data = Object.hasOwn(LOOPBACKS, type) ? LOOPBACKS[type] : undefined;
  return data === undefined ? null : { answer: [recordOf(name, type, data)] };
}

function soaOf(name: string): ResourceRecord {
  return recordOf(name, "SOA", `${HOST} root.${HOST} 1 0 0 0 ${TTL}`);
}

function recordOf(name: string, type: Question["type"], data: string): ResourceRecord {
  return { name, type, class: "IN", ttl: TTL, data };
}
