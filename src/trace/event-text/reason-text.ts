import type { EndReason } from "../event/network-event.js";

/** Why a packet ended, in a few words. */
export function reasonText(reason: EndReason): string {
  switch (reason.kind) {
    case "socket":
      return `${reason.program} on port ${reason.port}`;
    case "no-socket":
      return `nothing listens on port ${reason.port}`;
    case "echo":
      return "the kernel answers it";
    case "icmp-socket":
      return `${reason.program} with id ${reason.identifier}`;
    case "rule": {
      const by = reason.rule === null ? "policy" : `rule ${reason.rule}`;
      return `${reason.table} ${reason.chain} ${by}`;
    }
    case "no-route":
      return `no route to ${reason.destination}`;
    case "ttl":
      return "its time to live ran out";
    case "no-neighbour":
      return `nobody has ${reason.address}`;
    case "outside":
      return `nothing in the scenario has ${reason.destination}`;
    case "not-for-us":
      return "not for this host";
    case "not-forwarding":
      return `forwarding is off for ${reason.device}`;
    case "reverse-path":
      return `rp_filter on ${reason.device}`;
    case "martian-source":
    case "martian-destination":
      return `${reason.kind.replace("-", " ")} on ${reason.device}`;
    case "refused-by-route":
      return `${reason.route} route to ${reason.destination}`;
    case "too-big":
      return `longer than ${reason.mtu} bytes, and not to be fragmented`;
    case "device-down":
      return `${reason.device} is down`;
    case "no-port":
      return `${reason.bridge} has no port for it`;
    case "not-our-mac":
      return `${reason.device} has another hardware address`;
    case "bridge-loop":
      return `${reason.bridge} is part of a loop of bridges`;
    case "too-long-for-port":
      return `longer than the ${reason.mtu} bytes of ${reason.port}`;
    case "outer-lost":
      return `lost with packet ${reason.outer}`;
    case "no-tunnel-end":
      return `${reason.device} knows no other end for it`;
    case "tunnel-loop":
      return `tunnels lead into each other at ${reason.device}`;
    case "decapsulated":
      return `${reason.device} took out what it carried`;
    case "reassembled":
      return "became part of the whole packet";
    case "fragmented":
      return "goes on in fragments";
    case "table-full":
      return "the conntrack table is full (nf_conntrack: table full, dropping packet)";
    case "lost-on-link":
      return `lost on ${reason.segment}`;
    case "no-protocol":
      return `nothing here takes ${reason.protocol}`;
    case "reroute-failed":
      return `no route to ${reason.destination} after its translation`;
    case "clash":
      return "another connection was confirmed first";
    case "redirect-not-translated":
      return "a redirect about a translated connection";
    case "no-real-server":
      return "no real server takes connections of the virtual server";
    case "real-server-gone":
      return "the connection's real server is gone";
    case "loopback-balanced":
      return "IPVS takes nothing from or to 127.0.0.0/8 across hosts";
    case "unknown-match":
      return `${reason.table} ${reason.chain} rule ${reason.rule} has a match that is not simulated`;
    case "play-limit":
      return "the play has met its limit";
    case "end-of-play":
      return "the play ended";
  }
}
