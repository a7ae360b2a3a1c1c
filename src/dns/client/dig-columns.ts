import type { DigPart } from "../../cluster/dns-client.js";

/** The columns that the fields of a record begin in; null for one that is left out. */
export interface DigColumns {
  readonly ttl: number | null;
  readonly class: number | null;
  readonly type: number;
  readonly data: number;
}

/** Where dig puts the fields of records (BIND 9.18 bin/dig/dig.c: printmessage, the master style). */
export function digColumns(shown: ReadonlySet<DigPart>): DigColumns {
  const [hasTtl, hasClass] = [shown.has("ttl"), shown.has("class")];
  if (hasTtl && hasClass) return { ttl: 24, class: 32, type: 40, data: 48 };
  if (!hasTtl && !hasClass) return { ttl: null, class: null, type: 24, data: 32 };
  return { ttl: hasTtl ? 24 : null, class: hasClass ? 24 : null, type: 32, data: 40 };
}

const TAB = 8;

/** A record, or a question without TTL and data, on one line (BIND 9.18 lib/dns/masterdump.c: rdataset_totext, indent). */
export function inColumns(
  record: {
    readonly name: string;
    readonly ttl: number | null;
    readonly class: string;
    readonly type: string;
    readonly data: string | null;
  },
  columns: DigColumns,
): string {
  let line = record.name;
  let at = line.length;
  const put = (text: string, column: number): void => {
    const to = Math.max(column, at + 1);
    const tabs = Math.floor(to / TAB) - Math.floor(at / TAB);
    const from = tabs > 0 ? Math.floor(to / TAB) * TAB : at;
    line += `${"\t".repeat(tabs)}${" ".repeat(to - from)}${text}`;
    at = to + text.length;
  };
  if (columns.ttl !== null && record.ttl !== null) put(`${record.ttl}`, columns.ttl);
  if (columns.class !== null) put(record.class, columns.class);
  put(record.type, columns.type);
  if (record.data !== null) put(record.data, columns.data);
  return line;
}
