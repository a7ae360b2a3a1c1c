import type { Address, Family } from "../../base/address.js";
import { familyOf } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import { LOOPBACK } from "../device.js";

/** What a route is looked up for (linux struct flowi4). */
export interface Flow {
  readonly destination: Address;
  /** Null while no source address is chosen. */
  readonly source: Address | null;
  readonly mark: number;
  /** The device that the packet came in by; `lo` for a packet of the host's own. */
  readonly input: string;
  /** The device that it has to leave by; null for any. */
  readonly output: string | null;
}

/** The flow of a packet that came in by a device. */
export function incomingFlow(packet: Packet, input: string, mark: number): Flow {
  const { destination, source } = packet;
  return { destination, source, mark, input, output: null };
}

/** The flow of a packet that the host makes for a destination. */
export function outgoingFlow(fields: Pick<Flow, "destination"> & Partial<Flow>): Flow {
  return { source: null, mark: 0, output: null, ...fields, input: LOOPBACK };
}

/** The family whose rules and tables are asked. */
export function familyOfFlow({ destination }: Flow): Family {
  return familyOf(destination);
}
