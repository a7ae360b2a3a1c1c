import { bitsOf, familyOf, parseAddress } from "../../../base/address.js";
import type { Address, Family } from "../../../base/address.js";
import { fullyQualified } from "../../../packet/dns-name.js";
import type { RecordType, ResourceRecord } from "../../../packet/dns-message.js";

/** A record of the Internet class. */
export function recordOf(
  name: string,
  type: RecordType,
  ttl: number,
  data: string,
): ResourceRecord {
  return { name, type, class: "IN", ttl, data };
}

/** The A or AAAA record of an address. */
export function addressRecord(name: string, address: Address, ttl: number): ResourceRecord {
  return recordOf(name, familyOf(address) === "ipv4" ? "A" : "AAAA", ttl, address);
}

/** The alias of a name. */
export function aliasRecord(name: string, target: string, ttl: number): ResourceRecord {
  return recordOf(name, "CNAME", ttl, fullyQualified(target));
}

/** The zone's SOA record (coredns plugin/backend_lookup.go: SOA). */
export function soaRecord(zone: string, ttl: number, serial: number): ResourceRecord {
  const data = `${below("ns.dns", zone)} ${below("hostmaster", zone)} ${serial} 7200 1800 86400 ${ttl}`;
  return recordOf(zone, "SOA", Math.min(ttl, 300), data);
}

/** A name with labels in front. */
export function below(labels: string, zone: string): string {
  return zone === "." ? `${labels}.` : `${labels}.${zone}`;
}

/** A target's host as an address; an IPv4 address in an IPv6 one counts as IPv4, as in Go. */
export function hostAddress(host: string): Address | null {
  const address = parseAddress(host);
  if (address === null || familyOf(address) === "ipv4") return address;
  const bits = bitsOf(address);
  if (bits >> 32n !== 0xffffn) return address;
  const octets = [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn);
  return parseAddress(octets.join("."));
}

/** The family of the addresses in a record type. */
export function familyOfType(type: "A" | "AAAA"): Family {
  return type === "A" ? "ipv4" : "ipv6";
}
