import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { NO_PAYLOAD } from "../../packet/packet.js";
import type { Packet } from "../../packet/packet.js";

/** The first packet of a connection. */
export interface FirstPacket {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  /** The device that it comes in by; null for a process of the host. */
  readonly input: string | null;
}

// Any port of a client's would do.
const CLIENT_PORT = 40_000;

/** It as a packet: a SYN, a datagram. */
export function packetOf({ source, destination, protocol, port }: FirstPacket): Packet {
  const ports = { sourcePort: CLIENT_PORT, destinationPort: port, payload: NO_PAYLOAD } as const;
  return {
    family: familyOf(source),
    source,
    destination,
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport:
      protocol === "udp"
        ? { protocol, ...ports }
        : { protocol, ...ports, flags: ["SYN"], sequence: 0, acknowledgement: 0 },
  };
}
