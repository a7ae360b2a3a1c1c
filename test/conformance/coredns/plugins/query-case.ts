import { parseRcode, parseRecordType } from "../../../../src/packet/dns-code.js";
import { optRecord } from "../../../../src/packet/dns-edns.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import { createQuery, replyTo } from "../../../../src/packet/dns-reply.js";
import type { Answer } from "../../../../src/dns/chain.js";
import { writeRecord } from "../../../support/dns-world.js";
import { differences } from "../conformance-case.js";
import { readZoneRecord } from "./zone-record.js";

/** A question with its answer, as the tables of CoreDNS's own tests have it. */
export interface QueryCase {
  readonly qname: string;
  readonly qtype: string;
  readonly rcode: string;
  readonly do?: boolean;
  readonly answer: unknown;
  readonly ns: unknown;
  readonly extra: unknown;
}

/** The query of a case. */
export function queryOf({ qname, qtype, do: dnssecOk = false }: QueryCase): DnsMessage {
  const type = parseRecordType(qtype);
  if (type === null) throw new Error(`${qtype} is no record type`);
  const query = createQuery(0, { name: qname, type, class: "IN" });
  if (!dnssecOk) return query;
  return { ...query, additional: [optRecord({ size: 4096, version: 0, dnssecOk })] };
}

/** A message of what a plugin handed back. */
export function messageOf(answer: Answer, query: DnsMessage): DnsMessage {
  if (answer.kind === "written") return answer.message;
  return replyTo(query, answer.kind === "returned" ? answer.rcode : "SERVFAIL");
}

/** The differences between a reply and a case; the tables' records are sorted. */
export function checkReply(
  reply: DnsMessage,
  expected: QueryCase,
  tables: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const written = (records: DnsMessage["answer"]): readonly string[] =>
    records
      .filter(({ type }) => type !== "OPT")
      .map((record) => comparable(writeRecord(record)))
      .sort();
  const listed = (value: unknown): readonly string[] =>
    recordsIn(value, tables)
      .map((line) => comparable(writeRecord(readZoneRecord(line))))
      .filter((line) => !line.startsWith(". 0 IN OPT"))
      .sort();
  return [
    ...differences("rcode", reply.rcode, parseRcode(expected.rcode)),
    ...differences("answer", written(reply.answer), listed(expected.answer)),
    ...differences("authority", written(reply.authority), listed(expected.ns)),
    ...differences("additional", written(reply.additional), listed(expected.extra)),
  ];
}

/** The records that a table means, which may be a part of another one: `$auth[:len(auth)-1]`, or `append` of two lists. */
export function recordsIn(
  value: unknown,
  tables: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => recordsIn(one, tables));
  if (value === null || value === undefined) return [];
  if (typeof value === "object") {
    const { args = [], records = [] } = value as { args?: unknown; records?: unknown };
    return [...recordsIn(args, tables), ...recordsIn(records, tables)];
  }
  const text = value as string;
  const name = /^\$(\w+)/.exec(text)?.[1];
  if (name === undefined) return [text];
  const all = recordsIn(tables[name], tables);
  return text.includes("-1]") ? all.slice(0, -1) : all;
}

// Signatures in the tables are cut short, some with a blank in them; of a SOA record CoreDNS's tests compare the server alone.
function comparable(line: string): string {
  if (line.includes(" IN SOA ")) return line.split(" ").slice(0, 5).join(" ");
  const [head = "", signature] = line.split(/(?<= RRSIG (?:\S+ ){8})/);
  return signature === undefined ? head : head.trimEnd();
}
