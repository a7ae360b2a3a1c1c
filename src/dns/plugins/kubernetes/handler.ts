import type { Effects } from "../../../base/effect.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { RunningPlugin } from "../../plugin.js";
import type { DnsWorld } from "../../world.js";
import { answerQuestion } from "./answer-question.js";
import { changedRecords } from "./changed-records.js";
import type { ClusterIndex } from "./cluster-index.js";
import { externalSource } from "./external.js";
import { watchCluster } from "./lookup.js";
import type { Lookup } from "./lookup.js";
import { metadataProvider } from "./metadata.js";
import type { KubernetesOptions } from "./options.js";
import { soaRecord } from "./record.js";
import { searchPathOf } from "./search-path.js";
import { transfererOf } from "./transfer.js";

/** Answers from the cluster's Services, endpoints and pods (coredns plugin/kubernetes/handler.go). */
export function createKubernetes(options: KubernetesOptions, world: DnsWorld): RunningPlugin {
  const currentIndex = watchCluster(options, world);
  return {
    handler: answerFromCluster(options, world, currentIndex),
    offer: {
      searchPath: searchPathOf(options, world, currentIndex),
      transfer: transfererOf(options, world, currentIndex),
      external: externalSource(options, world, currentIndex),
      metadata: metadataProvider(options, currentIndex),
      changedRecords: (before, after) => changedRecords(options, before, after),
    },
  };
}

function answerFromCluster(
  options: KubernetesOptions,
  world: DnsWorld,
  currentIndex: () => ClusterIndex,
): Handler {
  return function* handleKubernetes(visit: Visit): Effects<DnsNeed, Answer> {
    const { question, request } = visit;
    const served = longestZone(question.name, options.zones);
    if (served === null) return yield* visit.passOn();
    if (question.type === "AXFR" || question.type === "IXFR")
      return yield* visit.fail("REFUSED", null);
    // The zone as the query spells it: answers repeat that.
    const zone = question.name.slice(question.name.length - served.length);
    const lookup: Lookup = { index: currentIndex(), options, zone, world };
    const result = yield* answerQuestion(lookup, visit, question);
    const denial = (rcode: "NOERROR" | "NXDOMAIN" | "SERVFAIL"): DnsMessage => ({
      ...authoritative(replyTo(request.message, rcode)),
      authority: [soaRecord(zone, options.ttl, world.serial)],
    });
    if (result.kind === "missing") {
      const { reason } = result;
      yield* visit.act({ kind: "record-missing", object: question.name, reason });
      if (longestZone(question.name, options.fallthrough) !== null) return yield* visit.passOn();
      // Before everything has been heard once, what is missing may only be unknown.
      return yield* visit.write(denial(world.synced === false ? "SERVFAIL" : "NXDOMAIN"));
    }
    if (result.answer.length === 0) {
      yield* visit.act({ kind: "record-missing", object: question.name, reason: "type-missing" });
      return yield* visit.write(denial("NOERROR"));
    }
    for (const object of new Set(result.targets.map(({ name }) => name))) {
      yield* visit.act({ kind: "record-found", object });
    }
    const reply = authoritative(replyTo(request.message));
    return yield* visit.write({
      ...reply,
      flags: { ...reply.flags, tc: result.truncated },
      answer: result.answer,
      additional: result.additional,
    });
  };
}

function authoritative(message: DnsMessage): DnsMessage {
  return { ...message, flags: { ...message.flags, aa: true } };
}
