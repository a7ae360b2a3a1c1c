import type { ResourceRecord } from "../../../packet/dns-message.js";

/** The records of a section by what is done with them, each kind in its order. */
export interface SplitRecords {
  readonly aliases: readonly ResourceRecord[];
  readonly addresses: readonly ResourceRecord[];
  readonly mails: readonly ResourceRecord[];
  readonly others: readonly ResourceRecord[];
}

/** Splits a section (coredns plugin/loadbalance/loadbalance.go: roundRobin). */
export function splitRecords(records: readonly ResourceRecord[]): SplitRecords {
  const isOther = (record: ResourceRecord): boolean =>
    record.type !== "CNAME" && record.type !== "MX" && !isAddress(record);
  return {
    aliases: records.filter(({ type }) => type === "CNAME"),
    addresses: records.filter(isAddress),
    mails: records.filter(({ type }) => type === "MX"),
    others: records.filter(isOther),
  };
}

/** Whether a record says an address. */
export function isAddress({ type }: ResourceRecord): boolean {
  return type === "A" || type === "AAAA";
}
