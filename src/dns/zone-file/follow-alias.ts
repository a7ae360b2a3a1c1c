import type { Effects } from "../../base/effect.js";
import type { DnsMessage, RecordType, ResourceRecord } from "../../packet/dns-message.js";
import { isInZone, joinLabels, labelsOf } from "../../packet/dns-name.js";
import type { DnsNeed } from "../effect.js";
import { additionalRecords, apexNs, apexSoa } from "./apex.js";
import { findDelegation } from "./delegation.js";
import { NO_RECORDS } from "./zone-result.js";
import type { ZoneQuery, ZoneResult } from "./zone-result.js";
import { findNode, recordsOf, signaturesOf } from "./zone.js";
import type { Zone, ZoneNode } from "./zone.js";

const MOST_ALIASES = 8;

/** The alias that a DNAME record makes for a name below its owner; null for its owner itself (RFC 6672). */
export function synthesizedAlias(name: string, rename: ResourceRecord): ResourceRecord | null {
  if (!isInZone(name, rename.name) || name === rename.name) return null;
  const kept = labelsOf(name).slice(0, -labelsOf(rename.name).length);
  const data = joinLabels([...kept, ...labelsOf(rename.data), "."]);
  return { name, type: "CNAME", class: "IN", ttl: rename.ttl, data };
}

/** The records of an alias and of what it leads to, in the zone or beyond it (lookup.go: externalLookup). */
export function* followAlias(
  zone: Zone,
  query: ZoneQuery,
  start: { readonly node: ZoneNode; readonly aliases: readonly ResourceRecord[] },
): Effects<DnsNeed, ZoneResult> {
  const { type, dnssec } = query;
  const answer = [...start.aliases, ...signed(start.node, "CNAME", dnssec)];
  let target = start.aliases[0]?.data ?? "";
  const finish = (records: readonly ResourceRecord[]): ZoneResult => ({
    kind: "found",
    answer: records,
    authority: apexNs(zone, dnssec),
    additional: additionalRecords(zone, records, dnssec),
  });
  for (let count = 0; ; count++) {
    const delegation = findDelegation(zone, { name: target, type, dnssec });
    if (delegation !== null) return { ...NO_RECORDS, ...delegation, answer, kind: "delegation" };
    const node = findNode(zone, target);
    // What stands at the origin by itself is asked for as anything else outside.
    const isApart = type === "NS" || (type === "SOA" && target === zone.origin);
    if (node === null || isApart) return yield* askBeyond(zone, query, { target, answer });
    if (count > MOST_ALIASES) return finish(answer);
    const aliases = recordsOf(node, "CNAME");
    const [next] = aliases;
    if (next === undefined) {
      const records = recordsOf(node, type);
      const signatures = records.length > 0 ? signed(node, type, dnssec) : [];
      return finish([...answer, ...records, ...signatures]);
    }
    answer.push(...aliases, ...signed(node, "CNAME", dnssec));
    target = next.data;
  }
}

function* askBeyond(
  zone: Zone,
  { type, dnssec, lookUp }: ZoneQuery,
  { target, answer }: { readonly target: string; readonly answer: readonly ResourceRecord[] },
): Effects<DnsNeed, ZoneResult> {
  const reply = yield* lookUp({ name: target, type, class: "IN" });
  const records = [...answer, ...(reply?.answer ?? [])];
  const kind = kindOf(reply);
  const isDenied = kind === "no-name" || kind === "no-data";
  return {
    kind,
    answer: records,
    authority: isDenied ? apexSoa(zone, dnssec) : apexNs(zone, dnssec),
    additional: additionalRecords(zone, records, dnssec),
  };
}

function kindOf(reply: DnsMessage | null): ZoneResult["kind"] {
  if (reply === null) return "found";
  if (reply.rcode === "NXDOMAIN") return "no-name";
  if (reply.rcode === "SERVFAIL") return "server-failure";
  return reply.rcode === "NOERROR" && reply.answer.length === 0 ? "no-data" : "found";
}

function signed(node: ZoneNode, type: RecordType, dnssec: boolean): readonly ResourceRecord[] {
  return dnssec ? signaturesOf(node, type) : [];
}
