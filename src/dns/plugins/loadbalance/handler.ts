import { parseAddress } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import { contains } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { shuffle } from "../../shuffle.js";

/** Shuffles the addresses of replies (coredns plugin/loadbalance/loadbalance.go); addresses in `preferred` come first. */
export function createLoadbalance(preferred: readonly Prefix[]): Handler {
  return function* handleLoadbalance(visit: Visit): Effects<DnsNeed, Answer> {
    const answer = yield* visit.passOn();
    if (answer.kind !== "written" || answer.message.rcode !== "NOERROR") return answer;
    const { message } = answer;
    if (visit.question.type === "AXFR" || visit.question.type === "IXFR") return answer;
    const shuffled = yield* shuffleRecords(message.answer);
    const count = shuffled.filter(isAddress).length;
    if (count > 1) yield* visit.act({ kind: "answers-shuffled", count });
    return {
      kind: "written",
      message: {
        ...message,
        answer: preferFirst(shuffled, preferred),
        authority: yield* shuffleRecords(message.authority),
        additional: yield* shuffleRecords(message.additional),
      },
    };
  };
}

// Aliases stay in front and in order, since clients follow them as they read.
function* shuffleRecords(
  records: readonly ResourceRecord[],
): Effects<DnsNeed, readonly ResourceRecord[]> {
  const aliases = records.filter(({ type }) => type === "CNAME");
  const addresses = records.filter(isAddress);
  const mails = records.filter(({ type }) => type === "MX");
  const others = records.filter((record) => {
    return record.type !== "CNAME" && record.type !== "MX" && !isAddress(record);
  });
  return [...aliases, ...others, ...(yield* shuffle(addresses)), ...(yield* shuffle(mails))];
}

function preferFirst(
  records: readonly ResourceRecord[],
  preferred: readonly Prefix[],
): readonly ResourceRecord[] {
  if (preferred.length === 0) return records;
  const isPreferred = (record: ResourceRecord): boolean => {
    const address = parseAddress(record.data);
    return address !== null && preferred.some((range) => contains(range, address));
  };
  const addresses = records.filter(isAddress);
  const ordered = [
    ...addresses.filter(isPreferred),
    ...addresses.filter((record) => !isPreferred(record)),
  ];
  return [...records.filter((record) => !isAddress(record)), ...ordered];
}

function isAddress({ type }: ResourceRecord): boolean {
  return type === "A" || type === "AAAA";
}
