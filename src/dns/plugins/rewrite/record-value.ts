import type { ResourceRecord } from "../../../packet/dns-message.js";
import { wordsOf } from "../../../packet/dns-text.js";

/** Which word of a record's data is the name that `answer value` changes (coredns plugin/rewrite/reverter.go). */
const PLACES: Readonly<Record<string, number | undefined>> = {
  CNAME: 0,
  DNAME: 0,
  MX: 1,
  NAPTR: 5,
  NS: 0,
  PTR: 0,
  SOA: 0,
  SRV: 3,
};

/** The name in a record's data; null where it has none. */
export function valueOf({ type, data }: ResourceRecord): string | null {
  const place = PLACES[type];
  return place === undefined ? null : (wordsOf(data)[place] ?? null);
}

/** The record's data with another name in it. */
export function dataWith({ type, data }: ResourceRecord, value: string): string {
  return wordsOf(data)
    .with(PLACES[type] ?? 0, value)
    .join(" ");
}
