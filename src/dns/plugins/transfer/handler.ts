import type { Address } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";
import type { Transferred } from "../../offer.js";

/** Who may have which zones. */
export interface Allowance {
  readonly zones: readonly string[];
  readonly to: readonly (Address | "*")[];
}

/** Gives whole zones to those who may have them, over TCP alone (coredns plugin/transfer/transfer.go). */
export function createTransfer(allowances: readonly Allowance[]): Handler {
  return function* handleTransfer(visit: Visit): Effects<DnsNeed, Answer> {
    const { question, request } = visit;
    const { type } = question;
    const zone = question.name.toLowerCase();
    if (type !== "AXFR" && type !== "IXFR") return yield* visit.passOn();
    if (request.transport !== "tcp") {
      yield* visit.act({ kind: "transfer-refused", zone, reason: "not-tcp" });
      return yield* visit.fail("REFUSED", null);
    }
    const allowance = longestMatch(allowances, zone);
    if (allowance === null) return yield* visit.passOn();
    if (!allowance.to.some((who) => who === "*" || who === request.client)) {
      yield* visit.act({ kind: "transfer-refused", zone, reason: "not-listed" });
      return yield* visit.write(replyTo(request.message, "REFUSED"));
    }
    const serial = type === "IXFR" ? serialIn(request.message.authority) : 0;
    if (serial === null) return yield* visit.fail("SERVFAIL", null);
    const records = transferOf(visit, zone, serial);
    if (records === null) return yield* visit.passOn();
    if ("error" in records) return yield* visit.fail("SERVFAIL", records.error);
    yield* visit.act({ kind: "zone-transferred", zone, count: records.length });
    const reply = replyTo(request.message);
    // A zone that has not changed is told by its SOA record alone.
    const aa = records.length > 1;
    return yield* visit.write({ ...reply, flags: { ...reply.flags, aa }, answer: records });
  };
}

function longestMatch(allowances: readonly Allowance[], name: string): Allowance | null {
  let best: { readonly zone: string; readonly allowance: Allowance } | null = null;
  for (const allowance of allowances) {
    const zone = longestZone(name, allowance.zones);
    if (zone !== null && (best === null || zone.length > best.zone.length)) {
      best = { zone, allowance };
    }
  }
  return best?.allowance ?? null;
}

// The first plugin that serves the zone gives it.
function transferOf({ offers }: Visit, zone: string, serial: number): Transferred | null {
  for (const { transfer } of offers) {
    const records = transfer?.(zone, serial, offers) ?? null;
    if (records !== null) return records;
  }
  return null;
}

function serialIn(authority: readonly ResourceRecord[]): number | null {
  const [soa, ...others] = authority;
  if (soa?.type !== "SOA" || others.length > 0) return null;
  return Number(soa.data.split(" ")[2] ?? 0);
}
