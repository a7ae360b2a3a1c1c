import type { ResourceRecord } from "../../packet/dns-message.js";
import { isInZone } from "../../packet/dns-name.js";
import { wordsOf } from "../../packet/dns-text.js";
import { findNode, recordsOf, signaturesOf } from "./zone.js";
import type { Zone } from "./zone.js";

/** The zone's SOA record, with its signatures where they are wanted. */
export function apexSoa(zone: Zone, dnssec: boolean): readonly ResourceRecord[] {
  return dnssec ? [zone.soa, ...zone.soaSignatures] : [zone.soa];
}

/** The zone's NS records, with their signatures where they are wanted. */
export function apexNs(zone: Zone, dnssec: boolean): readonly ResourceRecord[] {
  return dnssec ? [...zone.ns, ...zone.nsSignatures] : zone.ns;
}

/** The addresses of name servers that lie below what they serve (coredns plugin/file/tree/glue.go). */
export function glueOf(
  zone: Zone,
  servers: readonly ResourceRecord[],
  dnssec: boolean,
): readonly ResourceRecord[] {
  return servers.flatMap(({ type, name, data }) => {
    return type === "NS" && isInZone(data, name) ? addressesOf(zone, data, dnssec) : [];
  });
}

/** Where the name of a target stands in the data of the types that have one. */
const TARGETS: Readonly<Record<string, number>> = { SRV: 3, MX: 1, SVCB: 1, HTTPS: 1 };

/** The addresses of the targets in an answer, as far as the zone has them; each target's once. */
export function additionalRecords(
  zone: Zone,
  answer: readonly ResourceRecord[],
  dnssec: boolean,
): readonly ResourceRecord[] {
  const seen = new Set<string>();
  return answer.flatMap(({ type, data }) => {
    const place = TARGETS[type];
    const target = place === undefined ? undefined : wordsOf(data)[place];
    if (target === undefined || !isInZone(target, zone.origin)) return [];
    const key = target.toLowerCase();
    if (seen.has(key)) return [];
    seen.add(key);
    return addressesOf(zone, target, dnssec);
  });
}

function addressesOf(zone: Zone, name: string, dnssec: boolean): readonly ResourceRecord[] {
  const node = findNode(zone, name);
  if (node === null) return [];
  return (["A", "AAAA"] as const).flatMap((type) => {
    const records = recordsOf(node, type);
    return dnssec ? [...records, ...signaturesOf(node, type)] : records;
  });
}
