import type { ResourceRecord } from "../../packet/dns-message.js";
import { labelsOf } from "../../packet/dns-name.js";
import { glueOf } from "./apex.js";
import type { ZoneQuery } from "./zone-result.js";
import { findNode, recordsOf, signaturesOf } from "./zone.js";
import type { Zone, ZoneNode } from "./zone.js";

/** Where a part of the zone is served by others: their names, and their addresses where only this zone can know them. */
export interface Delegation {
  readonly authority: readonly ResourceRecord[];
  readonly additional: readonly ResourceRecord[];
}

/** What decides whether a delegation is told. */
export type DelegationQuery = Pick<ZoneQuery, "name" | "type" | "dnssec">;

/** The delegation at a name, if there is one; DS at the name itself is the parent's to answer (lookup.go: delegationFromElem). */
export function delegationAt(
  zone: Zone,
  node: ZoneNode,
  { name, type, dnssec }: DelegationQuery,
): Delegation | null {
  const ns = recordsOf(node, "NS");
  if (ns.length === 0 || (type === "DS" && node.name === name)) return null;
  const signed = dnssec ? [...recordsOf(node, "DS"), ...signaturesOf(node, "DS")] : [];
  return { authority: [...ns, ...signed], additional: glueOf(zone, ns, dnssec) };
}

/** The first delegation between the zone's origin and a name (lookup.go: findDelegation). */
export function findDelegation(zone: Zone, query: DelegationQuery): Delegation | null {
  const labels = labelsOf(query.name);
  for (let count = labelsOf(zone.origin).length + 1; count <= labels.length; count++) {
    const node = findNode(zone, `${labels.slice(-count).join(".")}.`);
    const delegation = node === null ? null : delegationAt(zone, node, query);
    if (delegation !== null) return delegation;
  }
  return null;
}
