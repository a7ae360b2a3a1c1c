import { parseZoneFile } from "../../../../src/dns/zone-file/parse.js";
import type { ResourceRecord } from "../../../../src/packet/dns-message.js";

/** A record in the form of a zone file; without a TTL it is 3600, as for miekg/dns. */
export function readZoneRecord(line: string): ResourceRecord {
  const text = `$TTL 3600\n${line.trim()}\n`;
  const records = parseZoneFile({ path: "record", text, origin: ".", readFile: () => null });
  if ("error" in records) throw new Error(records.error);
  const [record] = records;
  if (record === undefined) throw new Error(`no record: ${line}`);
  return record;
}
