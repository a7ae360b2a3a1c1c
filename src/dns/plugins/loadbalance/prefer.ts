import { parseAddress } from "../../../base/address.js";
import { contains } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { ResourceRecord } from "../../../packet/dns-message.js";
import { splitRecords } from "./split-records.js";

/**
 * A section with the addresses of the first range first, then those of the second, and so on; aliases before them, MX and
 * other records behind (coredns plugin/loadbalance/prefer.go).
 */
export function preferFirst(
  records: readonly ResourceRecord[],
  ranges: readonly Prefix[],
): readonly ResourceRecord[] {
  const { aliases, addresses, mails, others } = splitRecords(records);
  const rankOf = ({ data }: ResourceRecord): number => {
    const address = parseAddress(data);
    const rank = address === null ? -1 : ranges.findIndex((range) => contains(range, address));
    return rank === -1 ? ranges.length : rank;
  };
  const ordered = addresses.toSorted((one, other) => rankOf(one) - rankOf(other));
  return [...aliases, ...ordered, ...mails, ...others];
}
