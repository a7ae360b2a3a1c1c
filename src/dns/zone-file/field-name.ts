import type { RecordType } from "../../packet/dns-message.js";

// As miekg/dns names them in its messages (scan_rr.go).
const NAMES: Readonly<Partial<Record<RecordType, readonly string[]>>> = {
  A: ["A"],
  AAAA: ["AAAA"],
  CNAME: ["Target"],
  DNAME: ["Target"],
  NS: ["Ns"],
  PTR: ["Ptr"],
  MX: ["Pref", "Mx"],
  SOA: ["Ns", "Mbox", "zone parameter"],
  SRV: ["Priority", "Weight", "Port", "Target"],
  TXT: ["Txt"],
  SPF: ["Txt"],
  CAA: ["Flag", "Tag", "Value"],
  HINFO: ["Fields"],
  SVCB: ["priority", "Target", "value"],
  HTTPS: ["priority", "Target", "value"],
};

/** What a message calls a field of a record's data. */
export function fieldName(type: RecordType, index: number): string {
  const names = NAMES[type] ?? [];
  return names[index] ?? names.at(-1) ?? "Rdata";
}
