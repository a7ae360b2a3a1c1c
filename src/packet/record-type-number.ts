// The record types that have a name, by number (miekg/dns types.go: TypeToString); a gap in a row is one without.
const NAMES: readonly (readonly [first: number, names: string])[] = [
  [1, "A NS MD MF CNAME SOA MB MG MR NULL - PTR HINFO MINFO MX TXT RP AFSDB X25 ISDN RT"],
  [23, "NSAP-PTR SIG KEY PX GPOS AAAA LOC NXT EID NIMLOC SRV ATMA NAPTR KX CERT - DNAME"],
  [41, "OPT APL DS SSHFP IPSECKEY RRSIG NSEC DNSKEY DHCID NSEC3 NSEC3PARAM TLSA SMIMEA"],
  [55, "HIP NINFO RKEY TALINK CDS CDNSKEY OPENPGPKEY CSYNC ZONEMD SVCB HTTPS"],
  [99, "SPF UINFO UID GID UNSPEC NID L32 L64 LP EUI48 EUI64"],
  [128, "NXNAME"],
  [249, "TKEY TSIG IXFR AXFR MAILB MAILA ANY URI CAA AVC"],
  [260, "AMTRELAY RESINFO"],
  [32768, "TA DLV"],
  [65535, "Reserved"],
];

const NUMBERS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap(([first, names]) =>
    names.split(" ").map((name, index) => [name, first + index] as const),
  ).filter(([name]) => name !== "-"),
);

/** The number of a record type that miekg/dns knows by name; its names are in upper case. Null for others. */
export function recordTypeNumber(name: string): number | null {
  return NUMBERS.get(name) ?? null;
}
