import type { RecordType } from "./dns-message.js";

/** How one field of a record's data is laid out; those in `LastField` take all that is left. */
export type Field =
  | "ipv4"
  | "ipv6"
  | "name"
  | "plain-name"
  | "byte"
  | "short"
  | "long"
  | "time"
  | "type"
  | "tag"
  | "string"
  | LastField;

/** A field that reaches to the end of the data. */
export type LastField = "strings" | "octets" | "hex" | "base64" | "types" | "parameters";

const LAYOUTS: Readonly<Partial<Record<RecordType, readonly Field[]>>> = {
  A: ["ipv4"],
  AAAA: ["ipv6"],
  CNAME: ["name"],
  DNAME: ["plain-name"],
  NS: ["name"],
  PTR: ["name"],
  MX: ["short", "name"],
  SOA: ["name", "name", "long", "long", "long", "long", "long"],
  SRV: ["short", "short", "short", "plain-name"],
  NAPTR: ["short", "short", "string", "string", "string", "plain-name"],
  TXT: ["strings"],
  SPF: ["strings"],
  HINFO: ["string", "string"],
  RP: ["plain-name", "plain-name"],
  AFSDB: ["short", "plain-name"],
  CAA: ["byte", "tag", "octets"],
  DS: ["short", "byte", "byte", "hex"],
  SSHFP: ["byte", "byte", "hex"],
  TLSA: ["byte", "byte", "byte", "hex"],
  DNSKEY: ["short", "byte", "byte", "base64"],
  RRSIG: ["type", "byte", "byte", "long", "time", "time", "short", "plain-name", "base64"],
  NSEC: ["plain-name", "types"],
  SVCB: ["short", "plain-name", "parameters"],
  HTTPS: ["short", "plain-name", "parameters"],
};

/** The layout of a type whose data has a form of its own; null where it is written `\# length hex` (RFC 3597). */
export function layoutOf(type: RecordType): readonly Field[] | null {
  return LAYOUTS[type] ?? null;
}

/** Whether a field takes all that is left. */
export function isLastField(field: Field): field is LastField {
  return LAST.has(field);
}

const LAST: ReadonlySet<Field> = new Set<Field>([
  "strings",
  "octets",
  "hex",
  "base64",
  "types",
  "parameters",
]);
