import type { ResourceRecord } from "../../../packet/dns-message.js";
import type { Target } from "./find-target.js";
import { addressRecord, hostAddress, recordOf } from "./record.js";

/** SRV records and the addresses of their targets (coredns plugin/backend_lookup.go: SRV). */
export function serviceRecords(
  owner: string,
  targets: readonly Target[],
  ttl: number,
): { readonly answer: readonly ResourceRecord[]; readonly additional: readonly ResourceRecord[] } {
  // An alias has no SRV record, and its weight goes to the others.
  const reachable = targets.flatMap((target) => {
    const address = hostAddress(target.host);
    return address === null ? [] : [{ ...target, address }];
  });
  const weight = Math.max(1, Math.floor(100 / reachable.length));
  const answer = new Map<string, ResourceRecord>();
  const additional = new Map<string, ResourceRecord>();
  for (const { name, port, host, address } of reachable) {
    // Without a declared port there is nothing that a client could connect to.
    if (port === null) continue;
    const key = `${port} ${name}`;
    if (!answer.has(key)) answer.set(key, recordOf(owner, "SRV", ttl, `0 ${weight} ${key}`));
    const place = `${host} ${name}`;
    if (!additional.has(place)) additional.set(place, addressRecord(name, address, ttl));
  }
  return { answer: [...answer.values()], additional: [...additional.values()] };
}
