import type { SctpPacket, TcpSegment, Transport, UdpDatagram } from "./packet.js";

/** Whether a packet's ends are told apart by ports. */
export function hasPorts(transport: Transport): transport is TcpSegment | UdpDatagram | SctpPacket {
  return (
    transport.protocol === "tcp" || transport.protocol === "udp" || transport.protocol === "sctp"
  );
}
