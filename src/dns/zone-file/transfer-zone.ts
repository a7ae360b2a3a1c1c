import type { Transferred } from "../offer.js";
import { serialOf } from "./zone.js";
import type { Zone } from "./zone.js";

/** The records of a zone for a transfer, or its SOA alone where the asker has this serial (coredns plugin/file/xfr.go). */
export function transferZone(zone: Zone | null, serial: number): Transferred {
  if (zone === null) return { error: "no SOA" };
  const { soa, soaSignatures, ns, nsSignatures, order, nodes } = zone;
  if (serial !== 0 && serialOf(soa) === serial) return [soa];
  const records = order.flatMap((name) => [...(nodes.get(name)?.records.values() ?? [])].flat());
  return [soa, ...soaSignatures, ...ns, ...nsSignatures, ...records, soa];
}
