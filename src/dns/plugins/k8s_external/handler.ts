import type { Effects } from "../../../base/effect.js";
import { isInZone, longestZone } from "../../../packet/dns-name.js";
import type { DnsMessage, Question } from "../../../packet/dns-message.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { ExternalSource, ExternalTarget, NamedOffer } from "../../offer.js";
import type { RunningPlugin } from "../../plugin.js";
import { apexReply, apexSoa } from "./apex.js";
import type { Apex } from "./apex.js";
import type { ExternalOptions } from "./options.js";
import { addressRecords, pointerRecords, serviceRecords } from "./records.js";
import type { MadeRecords } from "./records.js";
import { transferExternal } from "./transfer.js";

/** Answers for Services under the addresses at which they are reached from outside (coredns plugin/k8s_external/external.go). */
export function createExternal(options: ExternalOptions): RunningPlugin {
  return {
    *handler(visit: Visit): Effects<DnsNeed, Answer> {
      const { question, request, offers } = visit;
      const zone = longestZone(question.name, options.zones);
      const source = sourceIn(offers);
      if (zone === null || source === null) return yield* visit.passOn();
      const apex: Apex = { options, source, zone };
      const own = apexReply(apex, question, request.message);
      if (own !== null) return yield* visit.write(own);
      return yield* answerName(visit, apex);
    },
    offer: {
      transfer: (zone, serial, offers) => {
        const source = sourceIn(offers);
        return source === null ? null : transferExternal({ options, source, zone }, serial);
      },
    },
  };
}

function sourceIn(offers: readonly NamedOffer[]): ExternalSource | null {
  return offers.find(({ external }) => external !== undefined)?.external ?? null;
}

function* answerName(visit: Visit, apex: Apex): Effects<DnsNeed, Answer> {
  const { question, request } = visit;
  const { options, source, zone } = apex;
  const targets = source.find(question, { zone, headless: options.headless });
  const object = question.name;
  if (targets === null || targets.length === 0) {
    const reason = targets === null ? "not-external" : "type-missing";
    yield* visit.act({ kind: "record-missing", object, reason });
    const name = question.name.toLowerCase();
    const goesOn = options.fallthrough.some((below) => isInZone(name, below));
    if (targets === null && goesOn) return yield* visit.passOn();
    const reply = denial(apex, request.message);
    return yield* visit.write(targets === null ? { ...reply, rcode: "NXDOMAIN" } : reply);
  }
  yield* visit.act({ kind: "record-found", object });
  const { answer, additional, truncated } = yield* recordsFor(visit, apex, targets);
  const reply = denial(apex, request.message);
  if (answer.length === 0) return yield* visit.write({ ...reply, additional });
  const flags = { ...reply.flags, tc: truncated };
  return yield* visit.write({ ...reply, flags, answer, authority: [], additional });
}

function* recordsFor(
  visit: Visit,
  { options, source }: Apex,
  targets: readonly ExternalTarget[],
): Effects<DnsNeed, MadeRecords> {
  const { name: owner, type } = visit.question;
  const lookUp = (asked: Question): Effects<DnsNeed, DnsMessage | null> => visit.lookUp(asked);
  const maker = { owner, ttl: options.ttl, clusterTtl: source.ttl, lookUp };
  if (type === "A" || type === "AAAA") return yield* addressRecords(maker, type, targets);
  if (type === "SRV") return yield* serviceRecords(maker, targets);
  const [zone = "."] = options.zones;
  const answer = type === "PTR" ? pointerRecords(owner, options.ttl, { zone, targets }) : [];
  return { answer, additional: [], truncated: false };
}

function denial(apex: Apex, query: DnsMessage): DnsMessage {
  const reply = replyTo(query);
  return { ...reply, flags: { ...reply.flags, aa: true }, authority: [apexSoa(apex)] };
}
