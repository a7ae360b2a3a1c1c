import type { ResourceRecord } from "../../packet/dns-message.js";
import { labelsOf } from "../../packet/dns-name.js";
import { apexSoa } from "./apex.js";
import { findNode, hasNamesBelow, nodeBefore, recordsOf, signaturesOf } from "./zone.js";
import type { Zone, ZoneNode } from "./zone.js";

/** The authority section of a name that has no records: the SOA record and, for DNSSEC, the proofs. */
export function denialRecords(
  zone: Zone,
  name: string,
  dnssec: boolean,
): readonly ResourceRecord[] {
  const soa = apexSoa(zone, dnssec);
  const before = dnssec ? nodeBefore(zone, name) : null;
  if (before === null) return soa;
  const records = [...soa, ...proofOf(before)];
  if (hasNamesBelow(zone, name)) return records;
  // No wildcard at the closest name that exists either.
  const encloser = closestEncloser(zone, name);
  const star = encloser === null ? null : nodeBefore(zone, `*.${encloser.name}`);
  return star === null || star.name === before.name ? records : [...records, ...proofOf(star)];
}

/** The nearest name at or above this one that the zone holds (coredns plugin/file/closest.go). */
export function closestEncloser(zone: Zone, name: string): ZoneNode | null {
  const labels = labelsOf(name);
  for (let skip = 0; skip < labels.length; skip++) {
    const node = findNode(zone, `${labels.slice(skip).join(".")}.`);
    if (node !== null) return node;
  }
  return findNode(zone, zone.origin);
}

function proofOf(node: ZoneNode): readonly ResourceRecord[] {
  return [...recordsOf(node, "NSEC"), ...signaturesOf(node, "NSEC")];
}
