import type { Rcode, RecordClass, RecordType } from "./dns-message.js";

/** The numbers of the record types (IANA, Resource Record TYPEs). */
const TYPES: Readonly<Record<string, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  HINFO: 13,
  MX: 15,
  TXT: 16,
  RP: 17,
  AFSDB: 18,
  AAAA: 28,
  SRV: 33,
  NAPTR: 35,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  SSHFP: 44,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  SVCB: 64,
  HTTPS: 65,
  SPF: 99,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
  CAA: 257,
} satisfies Readonly<Record<Exclude<RecordType, `TYPE${number}`>, number>>;

/** The numbers of the response codes; those from 16 on are extended ones (RFC 6891). */
const RCODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
  YXRRSET: 7,
  NXRRSET: 8,
  NOTAUTH: 9,
  NOTZONE: 10,
  DSOTYPENI: 11,
  RCODE12: 12,
  RCODE13: 13,
  RCODE14: 14,
  RCODE15: 15,
  BADVERS: 16,
  BADKEY: 17,
  BADTIME: 18,
  BADMODE: 19,
  BADNAME: 20,
  BADALG: 21,
  BADTRUNC: 22,
  BADCOOKIE: 23,
} as const satisfies Readonly<Record<Rcode, number>>;

const CLASSES: Readonly<Record<string, number>> = {
  IN: 1,
  CH: 3,
  ANY: 255,
} satisfies Readonly<Record<Exclude<RecordClass, `CLASS${number}`>, number>>;

const typeNames = new Map(Object.entries(TYPES).map(([name, code]) => [code, name as RecordType]));
const rcodeNames = new Map<number, Rcode>(
  Object.entries(RCODES).map(([name, code]) => [code, name as Rcode]),
);
const classNames = new Map(
  Object.entries(CLASSES).map(([name, code]) => [code, name as RecordClass]),
);

/** The number of a record type. */
export function typeCode(type: RecordType): number {
  return TYPES[type] ?? Number(type.slice("TYPE".length));
}

/** The type with a number; one without a name here is written `TYPE65280` (RFC 3597). */
export function typeOf(code: number): RecordType {
  return typeNames.get(code) ?? `TYPE${code}`;
}

/** Reads a record type's name (any case, `TYPE65280` too); null where it is none. */
export function parseRecordType(text: string): RecordType | null {
  const upper = text.toUpperCase();
  const numbered = /^TYPE(\d{1,5})$/.exec(upper);
  if (numbered !== null) return Number(numbered[1]) <= 0xffff ? typeOf(Number(numbered[1])) : null;
  const code = Object.hasOwn(TYPES, upper) ? TYPES[upper] : undefined;
  return code === undefined ? null : typeOf(code);
}

/** The number of a class. */
export function classCode(name: RecordClass): number {
  return CLASSES[name] ?? Number(name.slice("CLASS".length));
}

/** The class with a number. */
export function classOf(code: number): RecordClass {
  return classNames.get(code) ?? `CLASS${code}`;
}

/** Reads a class's name (any case, `CLASS4` too); null where it is none. */
export function parseRecordClass(text: string): RecordClass | null {
  const upper = text.toUpperCase();
  const numbered = /^CLASS(\d{1,5})$/.exec(upper);
  if (numbered !== null) {
    return Number(numbered[1]) <= 0xffff ? classOf(Number(numbered[1])) : null;
  }
  return Object.hasOwn(CLASSES, upper) ? (upper as RecordClass) : null;
}

/** The number of a response code. */
export function rcodeNumber(rcode: Rcode): number {
  return RCODES[rcode];
}

/** The response code with a number; null where it has no name here. */
export function rcodeOf(code: number): Rcode | null {
  return rcodeNames.get(code) ?? null;
}

/** Reads a response code's name, in upper case; null where it is none. */
export function parseRcode(text: string): Rcode | null {
  return Object.hasOwn(RCODES, text) ? (text as Rcode) : null;
}
