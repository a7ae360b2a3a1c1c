import type { Packet } from "../../packet/packet.js";
import type { NetfilterHost } from "../netfilter-host.js";
import { advanceSctp } from "./advance-sctp.js";
import { advanceTcp } from "./advance-tcp.js";
import type { Advance, Connection } from "./connection.js";
import { refreshed } from "./refresh.js";

// Data that goes both ways for this long makes a UDP exchange a stream (nf_conntrack_proto_udp.c: stream_ts).
const STREAM_AFTER = 2_000_000;

/** The connection after one more of its packets. */
export function advance(
  connection: Connection,
  direction: "original" | "reply",
  { transport, family }: Packet,
  host: NetfilterHost,
): Advance {
  const { settings } = host.conntrack;
  switch (transport.protocol) {
    case "tcp":
      return advanceTcp(connection, direction, transport, host);
    case "udp":
      return { kind: "goes-on", connection: advanceUdp(connection, direction, host) };
    case "sctp":
      return advanceSctp(connection, direction, transport, host);
    case "icmp": {
      const seconds = family === "ipv4" ? settings.icmp_timeout : settings.icmpv6_timeout;
      return { kind: "goes-on", connection: refreshed(connection, direction, seconds, host) };
    }
    case "ipip": {
      const seconds = settings.generic_timeout;
      return { kind: "goes-on", connection: refreshed(connection, direction, seconds, host) };
    }
    case "gre":
      return { kind: "goes-on", connection: advanceGre(connection, direction, host) };
  }
}

// linux net/netfilter/nf_conntrack_proto_gre.c: nf_conntrack_gre_packet
function advanceGre(
  connection: Connection,
  direction: "original" | "reply",
  host: NetfilterHost,
): Connection {
  const { gre_timeout, gre_timeout_stream } = host.conntrack.settings;
  const isStream = connection.entry.seenReply;
  const next = refreshed(connection, direction, isStream ? gre_timeout_stream : gre_timeout, host);
  return isStream ? { ...next, entry: { ...next.entry, assured: true } } : next;
}

// linux net/netfilter/nf_conntrack_proto_udp.c: nf_conntrack_udp_packet. The answer itself does not count yet.
function advanceUdp(
  connection: Connection,
  direction: "original" | "reply",
  host: NetfilterHost,
): Connection {
  const { settings } = host.conntrack;
  const isStream = connection.entry.seenReply && host.now > connection.startedAt + STREAM_AFTER;
  const seconds = isStream ? settings.udp_timeout_stream : settings.udp_timeout;
  const next = refreshed(connection, direction, seconds, host);
  return isStream && !connection.lostRace
    ? { ...next, entry: { ...next.entry, assured: true } }
    : next;
}
