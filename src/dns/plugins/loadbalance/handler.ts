import type { Effects } from "../../../base/effect.js";
import type { Prefix } from "../../../base/prefix.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import { shuffle } from "../../shuffle.js";
import { preferFirst } from "./prefer.js";
import { splitRecords } from "./split-records.js";
import { putDrawnFirst } from "./weighted.js";
import type { Weights } from "./weights.js";

/** What a `loadbalance` directive says. */
export interface LoadbalanceOptions {
  /** By what the first address is drawn; null where all are shuffled. */
  readonly weights: Weights | null;
  /** The ranges whose addresses come first. */
  readonly preferred: readonly Prefix[];
}

/** Changes the order of the addresses of replies (coredns plugin/loadbalance/loadbalance.go). */
export function createLoadbalance({ weights, preferred }: LoadbalanceOptions): Handler {
  return function* handleLoadbalance(visit: Visit): Effects<DnsNeed, Answer> {
    const answer = yield* visit.passOn();
    if (answer.kind !== "written" || answer.message.rcode !== "NOERROR") return answer;
    const type = answer.message.question[0]?.type;
    if (type === "AXFR" || type === "IXFR") return answer;
    const ordered =
      weights === null
        ? yield* shuffleMessage(answer.message, visit)
        : yield* putDrawnFirst(answer.message, weights, visit);
    if (preferred.length === 0) return { ...answer, message: ordered };
    const message = {
      ...ordered,
      answer: preferFirst(ordered.answer, preferred),
      additional: preferFirst(ordered.additional, preferred),
    };
    return { ...answer, message };
  };
}

function* shuffleMessage(message: DnsMessage, visit: Visit): Effects<DnsNeed, DnsMessage> {
  const answer = yield* shuffleRecords(message.answer);
  const count = splitRecords(answer).addresses.length;
  if (count > 1) yield* visit.act({ kind: "answers-shuffled", count });
  return {
    ...message,
    answer,
    authority: yield* shuffleRecords(message.authority),
    additional: yield* shuffleRecords(message.additional),
  };
}

// Aliases stay in front and in order, since clients follow them as they read.
function* shuffleRecords(
  records: readonly ResourceRecord[],
): Effects<DnsNeed, readonly ResourceRecord[]> {
  const { aliases, addresses, mails, others } = splitRecords(records);
  return [...aliases, ...others, ...(yield* shuffle(addresses)), ...(yield* shuffle(mails))];
}
