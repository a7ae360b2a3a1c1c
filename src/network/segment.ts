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

/** A device, by its namespace and its name. */
export type PortName = Pick<Port, "namespace" | "device">;

/** The ports that hear what one of a segment's devices sends. */
export function otherPorts({ ports }: Segment, from: PortName): readonly Port[] {
  return ports.filter(
    ({ namespace, device }) => namespace !== from.namespace || device !== from.device,
  );
}

/**
 * The ports that a frame comes to. A cable leads to its other end, whatever the frame says; a LAN knows which port each
 * of its devices is at, and gives every other frame to all.
 */
export function switchFrame(
  segment: Segment,
  from: PortName,
  destination: MacAddress,
): readonly Port[] {
  const others = otherPorts(segment, from);
  if (segment.kind === "veth") return others;
  const owner = others.find((port) => port.mac === destination);
  return owner === undefined ? others : [owner];
}
