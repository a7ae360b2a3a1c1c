import type { Effects } from "../../base/effect.js";
import { ednsOf } from "../../packet/dns-edns.js";
import type { DnsMessage, Question } from "../../packet/dns-message.js";
import { isInZone } from "../../packet/dns-name.js";
import { replyTo } from "../../packet/dns-reply.js";
import type { Answer, Visit } from "../chain.js";
import type { DnsNeed } from "../effect.js";
import { lookUpInZone } from "./look-up.js";
import type { ZoneResult } from "./zone-result.js";
import type { Zone } from "./zone.js";

/** How a plugin that serves zones treats a few answers. */
export interface ZoneAnswering {
  /** The zones below which a name that does not exist goes on to the next plugin. */
  readonly fallthrough: readonly string[];
  /** Whether a delegation keeps the AA flag where an alias led to it. */
  readonly keepsAuthority: boolean;
}

/** Answers a query from a zone; null is one that could not be loaded (coredns plugin/file/file.go: ServeDNS). */
export function* answerFromZone(
  visit: Visit,
  zone: Zone | null,
  { fallthrough, keepsAuthority }: ZoneAnswering,
): Effects<DnsNeed, Answer> {
  const { question, request, depth } = visit;
  const { type } = question;
  const name = question.name.toLowerCase();
  // Without the plugin transfer nobody may have the zone.
  if (type === "AXFR" || type === "IXFR") return yield* visit.fail("REFUSED", null);
  if (zone === null) {
    yield* visit.act({ kind: "record-missing", object: name, reason: "zone-missing" });
    return yield* visit.fail("SERVFAIL", null);
  }
  const lookUp = (asked: Question): Effects<DnsNeed, DnsMessage | null> => visit.lookUp(asked);
  const dnssec = ednsOf(request.message)?.dnssecOk === true;
  const result = yield* lookUpInZone(zone, {
    ...{ name, type, dnssec, depth, lookUp },
    hearWildcard: (owner) => {
      visit.setMetadata("zone/wildcard", () => owner);
    },
  });
  yield* tell(visit, result);
  const isNothing = result.answer.length === 0;
  const isMissing = isNothing && (result.kind === "no-name" || result.kind === "found");
  if (isMissing && fallthrough.some((below) => isInZone(name, below))) return yield* visit.passOn();
  if (result.kind === "server-failure" && isNothing) return yield* visit.fail("SERVFAIL", null);
  const rcode = RCODES[result.kind];
  const reply = replyTo(request.message, rcode);
  const isReferral = result.kind === "delegation" && (isNothing || !keepsAuthority);
  const { answer, authority, additional } = result;
  return yield* visit.write({
    ...reply,
    flags: { ...reply.flags, aa: !isReferral },
    answer,
    authority,
    additional,
  });
}

const RCODES = {
  found: "NOERROR",
  "no-data": "NOERROR",
  "no-name": "NXDOMAIN",
  delegation: "NOERROR",
  "server-failure": "SERVFAIL",
} as const;

function* tell(visit: Visit, result: ZoneResult): Effects<DnsNeed, void> {
  const object = visit.question.name;
  switch (result.kind) {
    case "found": {
      const reason = "name-between";
      if (result.answer.length === 0) yield* visit.act({ kind: "record-missing", object, reason });
      for (const name of new Set(result.answer.map((record) => record.name))) {
        yield* visit.act({ kind: "record-found", object: name });
      }
      return;
    }
    case "no-data":
      yield* visit.act({ kind: "record-missing", object, reason: "type-missing" });
      return;
    case "no-name":
      yield* visit.act({ kind: "record-missing", object, reason: "name-missing" });
      return;
    case "delegation":
      yield* visit.act({ kind: "zone-delegated", zone: result.authority[0]?.name ?? object });
      return;
    case "server-failure":
      yield* visit.act({ kind: "record-missing", object, reason: "target-failed" });
  }
}
