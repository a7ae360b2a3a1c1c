import { familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { NO_PAYLOAD } from "../../packet/packet.js";
import type { Packet, Transport, UdpDatagram } from "../../packet/packet.js";

/** The first packet of a connection. */
export interface FirstPacket {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: "tcp" | "udp" | "sctp";
  readonly port: number;
  /** The device that it comes in by; null for a process of the host. */
  readonly input: string | null;
}

// Any port of a client's would do.
const CLIENT_PORT = 40_000;

/** It as a packet: a SYN, a datagram, an INIT. */
export function packetOf({ source, destination, protocol, port }: FirstPacket): Packet {
  return {
    family: familyOf(source),
    source,
    destination,
    ttl: 64,
    dontFragment: true,
    fragment: null,
    transport: transportOf(protocol, {
      sourcePort: CLIENT_PORT,
      destinationPort: port,
      payload: NO_PAYLOAD,
    }),
  };
}

function transportOf(
  protocol: FirstPacket["protocol"],
  ports: Pick<UdpDatagram, "sourcePort" | "destinationPort" | "payload">,
): Transport {
  switch (protocol) {
    case "tcp":
      return { protocol, ...ports, flags: ["SYN"], sequence: 0, acknowledgement: 0 };
    case "udp":
      return { protocol, ...ports };
    case "sctp":
      return { protocol, ...ports, verificationTag: 0, chunks: [{ type: "INIT", tag: 1 }] };
  }
}
