import type { Effects } from "../../../base/effect.js";
import type { Question, RecordType, ResourceRecord } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import { addressOfReverse } from "../../corefile/reverse-zone.js";
import type { DnsNeed } from "../../effect.js";
import { addressesOf, namesOf } from "./hosts-map.js";
import type { HostsMap } from "./hosts-map.js";

/** What it answers from, and how. */
export interface HostsOptions {
  readonly zones: readonly string[];
  /** The file, and the lines in the Corefile. */
  readonly maps: readonly HostsMap[];
  /** Seconds. */
  readonly ttl: number;
  /** The zones whose unknown names go on to the next plugin. */
  readonly fallthrough: readonly string[];
  /** Whether types that a hosts file does not have go on, too. */
  readonly fallsThroughTypes: boolean;
}

/** Answers from a hosts file (coredns plugin/hosts/hosts.go). */
export function createHosts(options: HostsOptions): Handler {
  const { maps, ttl } = options;
  return function* handleHosts(visit: Visit): Effects<DnsNeed, Answer> {
    const { question, request } = visit;
    const name = question.name.toLowerCase();
    const isReverse = question.type === "PTR";
    // Addresses are looked for wherever the file has them.
    if (longestZone(name, options.zones) === null && !isReverse) return yield* visit.passOn();
    const data = dataFor(name, question.type, maps);
    if (isReverse && data.length === 0) return yield* visit.passOn();
    const fallsThrough = longestZone(name, options.fallthrough) !== null;
    const hasType = isReverse || isAddressType(question.type);
    if (!hasType && options.fallsThroughTypes && fallsThrough) return yield* visit.passOn();
    if (data.length === 0 && !exists(name, maps)) {
      yield* visit.act({ kind: "record-missing", object: name, reason: "name-unlisted" });
      // Without a zone there is no SOA record, and so no denial.
      return fallsThrough ? yield* visit.passOn() : yield* visit.fail("SERVFAIL", null);
    }
    yield* tell(visit, name, data);
    const reply = replyTo(request.message);
    return yield* visit.write({
      ...reply,
      flags: { ...reply.flags, aa: true },
      answer: data.map((each) => recordOf({ ...question, name }, each, ttl)),
    });
  };
}

function* tell(visit: Visit, name: string, data: readonly string[]): Effects<DnsNeed, void> {
  const object = data.length === 0 ? name : `${data.join(", ")} ${name}`;
  yield* visit.act(
    data.length === 0
      ? { kind: "record-missing", object, reason: "type-missing" }
      : { kind: "record-found", object },
  );
}

function dataFor(name: string, type: RecordType, maps: readonly HostsMap[]): readonly string[] {
  if (type === "A") return addressesOf(maps, name, "ipv4");
  if (type === "AAAA") return addressesOf(maps, name, "ipv6");
  const address = type === "PTR" ? addressOfReverse(name) : null;
  return address === null ? [] : namesOf(maps, address);
}

function isAddressType(type: RecordType): boolean {
  return type === "A" || type === "AAAA";
}

function exists(name: string, maps: readonly HostsMap[]): boolean {
  return [...addressesOf(maps, name, "ipv4"), ...addressesOf(maps, name, "ipv6")].length > 0;
}

function recordOf({ name, type }: Question, data: string, ttl: number): ResourceRecord {
  return { name, type, class: "IN", ttl, data };
}
