import type { Address } from "../base/address.js";
import type { MacAddress } from "../packet/frame.js";
import type { NamespaceId } from "../trace/id.js";

/** What devices are joined by: a veth pair, or a LAN that switches frames by hardware address. */
export interface Segment {
  readonly id: string;
  readonly kind: "veth" | "lan";
  readonly name: string;
  readonly ports: readonly Port[];
}

/** A device at a segment. */
export interface Port {
  readonly namespace: NamespaceId;
  readonly device: string;
  readonly mac: MacAddress;
  readonly addresses: readonly Address[];
}

/** The port that a frame goes to; null where no device has its destination. */
export function switchFrame(segment: Segment, destination: MacAddress): Port | null {
  return segment.ports.find((port) => port.mac === destination) ?? null;
}

/**
 * The neighbour entries that the devices of a segment have of each other.
 * The cluster has been running: all are known and REACHABLE, and address resolution is never played.
 */
export function neighboursOf(segment: Segment): ReadonlyMap<Address, MacAddress> {
  return new Map(
    segment.ports.flatMap((port) => port.addresses.map((address) => [address, port.mac] as const)),
  );
}
