/** A DNS message (RFC 1035) as a value; `packet/dns-wire.ts` turns it into bytes and back. */
export interface DnsMessage {
  readonly id: number;
  readonly flags: DnsFlags;
  readonly rcode: Rcode;
  readonly question: readonly Question[];
  readonly answer: readonly ResourceRecord[];
  readonly authority: readonly ResourceRecord[];
  readonly additional: readonly ResourceRecord[];
}

/** The header's one-bit flags: response, authoritative, truncated, recursion desired and available, authentic data, checking disabled. */
export interface DnsFlags {
  readonly qr: boolean;
  readonly aa: boolean;
  readonly tc: boolean;
  readonly rd: boolean;
  readonly ra: boolean;
  readonly ad: boolean;
  readonly cd: boolean;
}

/** What is asked. Names keep the case they were asked in and end in a dot. */
export interface Question {
  readonly name: string;
  readonly type: RecordType;
  readonly class: RecordClass;
}

/** One record; `data` is its presentation form (`10.96.0.10`, `0 100 80 web.default.svc.cluster.local.`). */
export interface ResourceRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly class: RecordClass;
  /** Seconds. */
  readonly ttl: number;
  readonly data: string;
}

/** The record types that Hopwise knows by name, and the others by number (RFC 3597). */
export type RecordType =
  | "A"
  | "AAAA"
  | "CNAME"
  | "NS"
  | "SOA"
  | "PTR"
  | "SRV"
  | "TXT"
  | "MX"
  | "HINFO"
  | "ANY"
  | "OPT"
  | "DS"
  | "CAA"
  | "NAPTR"
  | "AXFR"
  | "IXFR"
  | "DNSKEY"
  | "DNAME"
  | "RRSIG"
  | "NSEC"
  | "NSEC3"
  | "NSEC3PARAM"
  | "TLSA"
  | "SSHFP"
  | "SPF"
  | "RP"
  | "AFSDB"
  | "HTTPS"
  | "SVCB"
  | `TYPE${number}`;

/** The record classes: the Internet's, CHAOS for server introspection, and others by number. */
export type RecordClass = "IN" | "CH" | "ANY" | `CLASS${number}`;

/** The response codes (IANA, DNS RCODEs). */
export type Rcode =
  | "NOERROR"
  | "FORMERR"
  | "SERVFAIL"
  | "NXDOMAIN"
  | "NOTIMP"
  | "REFUSED"
  | "YXDOMAIN"
  | "YXRRSET"
  | "NXRRSET"
  | "NOTAUTH"
  | "NOTZONE"
  | "DSOTYPENI"
  /** Those that nobody has given a meaning. */
  | `RCODE${12 | 13 | 14 | 15}`
  | "BADVERS"
  | "BADKEY"
  | "BADTIME"
  | "BADMODE"
  | "BADNAME"
  | "BADALG"
  | "BADTRUNC"
  | "BADCOOKIE";
