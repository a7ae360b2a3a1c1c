import { familyOf } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import { fullyQualified, isInZone } from "../../../packet/dns-name.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import type { Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { MissingReason, Target } from "./find-target.js";
import { findName } from "./find-name.js";
import type { Lookup } from "./lookup.js";
import { addressRecord, aliasRecord, familyOfType, hostAddress } from "./record.js";

/** The records for a name, and whether an answer on the way was cut short; or why the name does not exist. */
export type AddressAnswer =
  | {
      readonly kind: "found";
      readonly records: readonly ResourceRecord[];
      readonly truncated: boolean;
      readonly targets: readonly Target[];
    }
  | { readonly kind: "missing"; readonly reason: MissingReason };

/** A question for addresses, and the aliases that led to it. */
export interface AddressQuestion {
  readonly name: string;
  readonly type: "A" | "AAAA";
  readonly aliases: readonly ResourceRecord[];
}

// coredns plugin/backend_lookup.go: maxCnameChainLength.
const LONGEST_CHAIN = 10;

/** Answers for A or AAAA, following the aliases of ExternalName Services (coredns plugin/backend_lookup.go: A, AAAA). */
export function* answerAddress(
  lookup: Lookup,
  visit: Visit,
  question: AddressQuestion,
): Effects<DnsNeed, AddressAnswer> {
  const finding = findName(lookup, question.name, question.type);
  if (finding.kind === "missing") return finding;
  const records: ResourceRecord[] = [];
  const seen = new Set<string>();
  let truncated = false;
  for (const { host } of finding.targets) {
    const address = hostAddress(host);
    if (address === null) {
      const followed = yield* followAlias(lookup, visit, { ...question, host });
      records.push(...followed.records);
      truncated ||= followed.truncated;
    } else if (familyOf(address) === familyOfType(question.type) && !seen.has(host)) {
      seen.add(host);
      records.push(addressRecord(question.name, address, lookup.options.ttl));
    }
  }
  return { kind: "found", records, truncated, targets: finding.targets };
}

interface Followed {
  readonly records: readonly ResourceRecord[];
  readonly truncated: boolean;
}

const NOTHING: Followed = { records: [], truncated: false };

function* followAlias(
  lookup: Lookup,
  visit: Visit,
  question: AddressQuestion & { readonly host: string },
): Effects<DnsNeed, Followed> {
  const { name, type, aliases } = question;
  const target = fullyQualified(question.host);
  const isLoop = isInZone(target, name) || aliases.some(({ data }) => data === target);
  if (isLoop || aliases.length > LONGEST_CHAIN) return NOTHING;
  const alias = aliasRecord(name, target, lookup.options.ttl);
  if (isInZone(target, lookup.zone)) {
    const next = { name: target, type, aliases: [...aliases, alias] };
    const inner = yield* answerAddress(lookup, visit, next);
    // An alias that leads nowhere in the zone is not told.
    if (inner.kind === "missing" || inner.records.length === 0) return NOTHING;
    return { records: [alias, ...inner.records], truncated: inner.truncated };
  }
  const reply = yield* visit.lookUp({ name: target, type, class: "IN" });
  if (reply === null) return NOTHING;
  return { records: [alias, ...reply.answer], truncated: reply.flags.tc };
}
