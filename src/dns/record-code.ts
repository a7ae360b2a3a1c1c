import {
  classOf,
  parseRcode,
  parseRecordType,
  rcodeNumber,
  rcodeOf,
  typeOf,
} from "../packet/dns-code.js";
import type { Rcode, RecordClass, RecordType } from "../packet/dns-message.js";

/** The types that miekg/dns has names for beside those that have their own form here (types.go), by their numbers. */
const OTHER_TYPES: Readonly<Record<string, number>> = {
  MD: 3,
  MF: 4,
  MB: 7,
  MG: 8,
  MR: 9,
  NULL: 10,
  MINFO: 14,
  RP: 17,
  AFSDB: 18,
  X25: 19,
  ISDN: 20,
  RT: 21,
  "NSAP-PTR": 23,
  SIG: 24,
  KEY: 25,
  PX: 26,
  GPOS: 27,
  LOC: 29,
  NXT: 30,
  EID: 31,
  NIMLOC: 32,
  ATMA: 34,
  KX: 36,
  CERT: 37,
  DNAME: 39,
  APL: 42,
  SSHFP: 44,
  IPSECKEY: 45,
  RRSIG: 46,
  NSEC: 47,
  DHCID: 49,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  SMIMEA: 53,
  HIP: 55,
  NINFO: 56,
  RKEY: 57,
  TALINK: 58,
  CDS: 59,
  CDNSKEY: 60,
  OPENPGPKEY: 61,
  CSYNC: 62,
  ZONEMD: 63,
  SPF: 99,
  UINFO: 100,
  UID: 101,
  GID: 102,
  UNSPEC: 103,
  NID: 104,
  L32: 105,
  L64: 106,
  LP: 107,
  EUI48: 108,
  EUI64: 109,
  NXNAME: 128,
  TKEY: 249,
  TSIG: 250,
  MAILB: 253,
  MAILA: 254,
  URI: 256,
  AVC: 258,
  AMTRELAY: 260,
  RESINFO: 261,
  TA: 32768,
  DLV: 32769,
};

const CLASSES: Readonly<Record<string, number>> = {
  IN: 1,
  CS: 2,
  CH: 3,
  HS: 4,
  NONE: 254,
  ANY: 255,
};

/** A record type by its name in upper case, as miekg/dns's `StringToType`; null where it knows none. */
export function readTypeName(text: string): RecordType | null {
  if (/^TYPE|[a-z]/.test(text)) return null;
  const other = Object.hasOwn(OTHER_TYPES, text) ? OTHER_TYPES[text] : undefined;
  return parseRecordType(text) ?? (other === undefined ? null : typeOf(other));
}

/** A class by its name in upper case, as miekg/dns's `StringToClass`; null where it knows none. */
export function readClassName(text: string): RecordClass | null {
  const code = Object.hasOwn(CLASSES, text) ? CLASSES[text] : undefined;
  return code === undefined ? null : classOf(code);
}

/** A response code as miekg/dns's `RcodeToString` names it, or its number where it has no name. */
export function rcodeName(rcode: Rcode): string {
  if (rcode === "BADVERS") return "BADSIG";
  return rcode.startsWith("RCODE") ? String(rcodeNumber(rcode)) : rcode;
}

/** A response code by its name in upper case or its number, as miekg/dns's `StringToRcode`; null where it is none. */
export function readRcode(value: string | number): Rcode | null {
  if (typeof value === "number") return rcodeOf(value);
  if (value === "NOTIMPL") return "NOTIMP";
  // Of the two names of 16 it knows the other one.
  if (value === "BADSIG") return "BADVERS";
  return value === "BADVERS" || value.startsWith("RCODE") ? null : parseRcode(value);
}
