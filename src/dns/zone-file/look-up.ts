import type { Effects } from "../../base/effect.js";
import type { RecordType, ResourceRecord } from "../../packet/dns-message.js";
import { isInZone, labelsOf } from "../../packet/dns-name.js";
import type { DnsNeed } from "../effect.js";
import { additionalRecords, apexNs, apexSoa, glueOf } from "./apex.js";
import { delegationAt } from "./delegation.js";
import type { Delegation } from "./delegation.js";
import { denialRecords } from "./denial.js";
import { followAlias, synthesizedAlias } from "./follow-alias.js";
import { NO_RECORDS } from "./zone-result.js";
import type { ZoneQuery, ZoneResult } from "./zone-result.js";
import { findNode, hasNamesBelow, nodeBefore, recordsOf, signaturesOf } from "./zone.js";
import type { Zone, ZoneNode } from "./zone.js";

/** A query that came back this often leads in a circle (coredns plugin/file/lookup.go). */
const MOST_LOOKUPS = 8;

/** What a zone says to a query (coredns plugin/file/lookup.go: Lookup). */
export function* lookUpInZone(zone: Zone, query: ZoneQuery): Effects<DnsNeed, ZoneResult> {
  const { name, type, dnssec } = query;
  if (name === zone.origin && type === "SOA") {
    return found(apexSoa(zone, dnssec), { authority: apexNs(zone, dnssec) });
  }
  if (name === zone.origin && type === "NS") {
    const ns = apexNs(zone, dnssec);
    return found(ns, { additional: glueOf(zone, ns, dnssec) });
  }
  if (query.depth > MOST_LOOKUPS) return { ...NO_RECORDS, kind: "server-failure" };
  const walk = walkDown(zone, query);
  switch (walk.kind) {
    case "alias":
      return yield* answerRename(zone, query, walk);
    case "delegated":
      return { ...NO_RECORDS, ...walk.delegation, kind: "delegation" };
    case "node":
      return yield* answerNode(zone, query, walk.node);
    case "wildcard":
      if (walk.node === null) return noData(zone, query, null);
      return yield* answerWildcard(zone, query, walk.node);
    case "missing":
      return {
        ...NO_RECORDS,
        // A name between others exists, without records (RFC 8020).
        kind: hasNamesBelow(zone, name) ? "found" : "no-name",
        authority: denialRecords(zone, name, dnssec),
      };
  }
}

type Walk =
  | { readonly kind: "alias"; readonly node: ZoneNode; readonly alias: ResourceRecord }
  | { readonly kind: "delegated"; readonly delegation: Delegation }
  | { readonly kind: "node"; readonly node: ZoneNode }
  | { readonly kind: "wildcard"; readonly node: ZoneNode | null }
  | { readonly kind: "missing" };

// From the origin down, label by label: a renamed or delegated part ends the walk; the last wildcard on the way is kept.
function walkDown(zone: Zone, { name, type, dnssec }: ZoneQuery): Walk {
  const labels = labelsOf(name);
  const own = labelsOf(zone.origin).length;
  let node: ZoneNode | null = null;
  let wildcard: { readonly name: string; readonly node: ZoneNode | null } | null = null;
  for (let count = own; count <= labels.length; count++) {
    const part = count === own ? zone.origin : `${labels.slice(-count).join(".")}.`;
    node = findNode(zone, part);
    if (node === null) {
      const star = `*.${part.slice((labels.at(-count) ?? "").length + 1)}`;
      const starNode = count === 0 ? null : findNode(zone, star);
      if (starNode !== null) wildcard = { name: starNode.name, node: starNode };
      else if (hasNamesBelow(zone, star)) wildcard = { name: star, node: null };
      continue;
    }
    const [rename] = recordsOf(node, "DNAME");
    const alias = rename === undefined ? null : synthesizedAlias(name, rename);
    if (alias !== null) return { kind: "alias", node, alias };
    const delegation = delegationAt(zone, node, { name, type, dnssec });
    if (delegation !== null) return { kind: "delegated", delegation };
  }
  if (node !== null) return { kind: "node", node };
  if (wildcard === null || closerNameExists(zone, name, wildcard.name)) return { kind: "missing" };
  return { kind: "wildcard", node: wildcard.node };
}

// A wildcard answers for no name below one that exists between them (RFC 4592, 2.2.2).
function closerNameExists(zone: Zone, name: string, wildcard: string): boolean {
  const parent = wildcard.slice(2);
  const labels = labelsOf(name);
  for (let skip = 1; skip < labels.length; skip++) {
    const part = `${labels.slice(skip).join(".")}.`;
    if (part === parent || !isInZone(part, parent)) return false;
    if (hasNamesBelow(zone, part)) return true;
  }
  return false;
}

function* answerRename(
  zone: Zone,
  query: ZoneQuery,
  { node, alias }: { readonly node: ZoneNode; readonly alias: ResourceRecord },
): Effects<DnsNeed, ZoneResult> {
  const { type, dnssec } = query;
  if (alias.data.toLowerCase() === query.name) return { ...NO_RECORDS, kind: "server-failure" };
  const result =
    type === "CNAME"
      ? found([alias], { authority: apexNs(zone, dnssec) })
      : yield* followAlias(zone, query, { node, aliases: [alias] });
  const signatures = dnssec ? signaturesOf(node, "DNAME") : [];
  return { ...result, answer: [...recordsOf(node, "DNAME"), ...signatures, ...result.answer] };
}

function* answerNode(zone: Zone, query: ZoneQuery, node: ZoneNode): Effects<DnsNeed, ZoneResult> {
  const { type, dnssec } = query;
  const aliases = recordsOf(node, "CNAME");
  if (aliases.length > 0 && type !== "CNAME")
    return yield* followAlias(zone, query, { node, aliases });
  const records = recordsOf(node, type);
  if (records.length === 0) return noData(zone, query, node);
  const additional = additionalRecords(zone, records, dnssec);
  const signatures = dnssec ? signaturesOf(node, type) : [];
  return found([...records, ...signatures], { authority: apexNs(zone, dnssec), additional });
}

function* answerWildcard(
  zone: Zone,
  query: ZoneQuery,
  node: ZoneNode,
): Effects<DnsNeed, ZoneResult> {
  const { name, type, dnssec } = query;
  query.hearWildcard(node.name);
  const named = (records: readonly ResourceRecord[]): readonly ResourceRecord[] =>
    records.map((record) => ({ ...record, name }));
  const aliases = named(recordsOf(node, "CNAME"));
  if (aliases.length > 0 && type !== "CNAME")
    return yield* followAlias(zone, query, { node, aliases });
  const records = named(recordsOf(node, type));
  if (records.length === 0) return noData(zone, query, node);
  const additional = additionalRecords(zone, records, dnssec);
  const before = dnssec ? nodeBefore(zone, name) : null;
  // That no longer name exists below the wildcard is proven too.
  const proof = before === null ? [] : signedRecords(before, "NSEC");
  const signatures = dnssec ? named(signaturesOf(node, type)) : [];
  return found([...records, ...signatures], {
    authority: [...apexNs(zone, dnssec), ...proof],
    additional,
  });
}

function noData(zone: Zone, { dnssec }: ZoneQuery, node: ZoneNode | null): ZoneResult {
  const proof = dnssec && node !== null ? signedRecords(node, "NSEC") : [];
  return { ...NO_RECORDS, kind: "no-data", authority: [...apexSoa(zone, dnssec), ...proof] };
}

function signedRecords(node: ZoneNode, type: RecordType): readonly ResourceRecord[] {
  return [...recordsOf(node, type), ...signaturesOf(node, type)];
}

function found(
  answer: readonly ResourceRecord[],
  rest: Partial<Pick<ZoneResult, "authority" | "additional">>,
): ZoneResult {
  return { ...NO_RECORDS, ...rest, kind: "found", answer };
}
