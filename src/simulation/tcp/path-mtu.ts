import type { TcpSegment } from "../../packet/packet.js";
import { payloadLength } from "../../packet/payload-length.js";
import type { TcpConnection, TcpHost } from "./connection.js";
import { cutData, isStreamData } from "./stream-data.js";
import { announcedSegment, segmentBytesFor } from "./segment-size.js";
import { armRetransmission } from "./transmit.js";

/**
 * The way has turned out to be narrower: what is on its way in longer pieces is cut again and sent at once
 * (linux net/ipv4/tcp_ipv4.c: tcp_v4_mtu_reduced).
 */
export function lowerSegmentSize(connection: TcpConnection, host: TcpHost, mtu: number): void {
  const bytes = segmentBytesFor(announcedSegment(mtu, connection.local.address));
  if (bytes >= connection.segmentBytes || bytes <= 0) return;
  connection.segmentBytes = bytes;
  const { unsent, inFlight } = connection;
  unsent.splice(0, unsent.length, ...unsent.flatMap((data) => cutData(data, bytes)));
  const tooLong = inFlight.filter(({ payload }) => payloadLength(payload) > bytes);
  if (tooLong.length === 0) return;
  const pieces = inFlight.flatMap((segment) =>
    tooLong.includes(segment) ? cutSegment(segment, bytes) : [segment],
  );
  const again = pieces.filter((segment) => !inFlight.includes(segment));
  inFlight.splice(0, inFlight.length, ...pieces);
  const acknowledgement = connection.receiveNext;
  for (const segment of again) host.transmit(connection, { ...segment, acknowledgement }, null);
  armRetransmission(connection, host);
}

function cutSegment(segment: TcpSegment, bytes: number): readonly TcpSegment[] {
  if (!isStreamData(segment.payload)) return [segment];
  let { sequence } = segment;
  return cutData(segment.payload, bytes).map((payload) => {
    const piece = { ...segment, sequence, payload };
    sequence += payloadLength(payload);
    return piece;
  });
}
