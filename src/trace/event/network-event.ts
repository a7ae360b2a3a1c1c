import type { Address } from "../../base/address.js";
import type { Packet } from "../../packet/packet.js";
import type { PacketId } from "../id.js";

/** Facts of a packet's way through namespaces, routes and links. */
export type NetworkEvent =
  | {
      readonly kind: "packet-created";
      readonly headers: Packet;
      /** The program or kernel part that made it: `curl`, `coredns`, `kernel`. */
      readonly program: string;
      /** The packet that it answers or is about. */
      readonly parent: PacketId | null;
    }
  | {
      readonly kind: "route-chosen";
      readonly destination: Address;
      /** The route as `ip route` prints it; null where none matches. */
      readonly route: string | null;
      readonly device: string | null;
      readonly gateway: Address | null;
      readonly decision: "forward" | "local" | "output" | "none";
      /** The table that the route is of; null where none matches. */
      readonly table: string | null;
      /** The priority of the rule that named the table; null where none matches. */
      readonly priority: number | null;
    }
  /** The routing decision refused the packet for where it says it comes from, or for an address that cannot be. */
  | {
      readonly kind: "source-refused";
      readonly check: "reverse-path" | "martian-source" | "martian-destination";
    }
  | { readonly kind: "ttl-decremented"; readonly ttl: number }
  /** What a bridge did with a frame: sent on by one port, flooded by several, given to its own host, or kept. */
  | {
      readonly kind: "bridge-decided";
      readonly bridge: string;
      readonly decision: "forward" | "flood" | "local" | "local-and-flood" | "none";
      /** The ports that it leaves by. */
      readonly ports: readonly string[];
      readonly destination: string;
    }
  /** The packet was copied for another port; the copy names this one as its parent. */
  | { readonly kind: "packet-copied"; readonly copy: PacketId; readonly port: string }
  /** A tunnel's device put the packet into an outer one. */
  | { readonly kind: "packet-encapsulated"; readonly device: string; readonly outer: PacketId }
  /** A tunnel's device took the packet out of an outer one, which ended there. */
  | { readonly kind: "packet-decapsulated"; readonly device: string; readonly outer: PacketId }
  /** The packet was cut: the link takes no longer ones, or the host had put it together of pieces, the longest of which had `mtu` bytes. */
  | {
      readonly kind: "packet-fragmented";
      readonly fragments: readonly PacketId[];
      readonly mtu: number;
      readonly by: "link" | "longest-piece";
    }
  | { readonly kind: "packet-reassembled"; readonly fragments: readonly PacketId[] }
  | {
      readonly kind: "neighbour-found";
      readonly address: Address;
      readonly mac: string;
      readonly device: string;
    }
  | { readonly kind: "device-left"; readonly device: string; readonly segment: string }
  | {
      readonly kind: "link-crossed";
      readonly segment: string;
      readonly fromDevice: string;
      readonly toDevice: string;
      readonly fromNamespace: string;
    }
  | { readonly kind: "device-entered"; readonly device: string; readonly segment: string }
  | {
      readonly kind: "packet-ended";
      readonly disposition: Disposition;
      readonly reason: EndReason;
    };

/** How a packet ended; each ends exactly once. */
export type Disposition =
  "delivered" | "dropped" | "rejected" | "unroutable" | "expired" | "lost" | "consumed";

/** Why it ended so. */
export type EndReason =
  | { readonly kind: "socket"; readonly program: string; readonly port: number }
  | { readonly kind: "no-socket"; readonly port: number }
  /** An echo request, which the kernel answers itself. */
  | { readonly kind: "echo" }
  /** An echo reply, or an error about an echo request, for the program that sent the request. */
  | { readonly kind: "icmp-socket"; readonly program: string; readonly identifier: number }
  | {
      readonly kind: "rule";
      readonly table: string;
      readonly chain: string;
      readonly rule: number | null;
    }
  | { readonly kind: "no-route"; readonly destination: Address }
  | { readonly kind: "ttl" }
  | { readonly kind: "no-neighbour"; readonly address: Address }
  /** It left for a place that the scenario says nothing of. */
  | { readonly kind: "outside"; readonly destination: Address }
  | { readonly kind: "not-for-us" }
  /** Forwarding is off on the device that it came in by. */
  | { readonly kind: "not-forwarding"; readonly device: string }
  | { readonly kind: "reverse-path"; readonly device: string }
  | { readonly kind: "martian-source" | "martian-destination"; readonly device: string }
  /** A route or a rule that ends packets. */
  | {
      readonly kind: "refused-by-route";
      readonly route: "blackhole" | "unreachable" | "prohibit";
      readonly destination: Address;
    }
  | { readonly kind: "too-big"; readonly mtu: number }
  | { readonly kind: "device-down"; readonly device: string }
  /** The bridge had no port for the frame: the only one is where it came in. */
  | { readonly kind: "no-port"; readonly bridge: string }
  /** The frame's hardware address is another one's. */
  | { readonly kind: "not-our-mac"; readonly device: string }
  /** It and its copies have passed so many bridges that these must be in a loop. */
  | { readonly kind: "bridge-loop"; readonly bridge: string }
  /** A bridge's port carries nothing as long, and a bridge tells nobody. */
  | { readonly kind: "too-long-for-port"; readonly port: string; readonly mtu: number }
  /** The outer packet that it was in ended on its way. */
  | { readonly kind: "outer-lost"; readonly outer: PacketId }
  /** A tunnel's device knows no other end for it. */
  | { readonly kind: "no-tunnel-end"; readonly device: string }
  /** The outer packet's way leads into the tunnel itself, or it would be the fourth one around another. */
  | { readonly kind: "tunnel-loop"; readonly device: string }
  /** It arrived inside an outer packet, or as a piece, and goes on as what it carried. */
  | { readonly kind: "decapsulated"; readonly device: string }
  | { readonly kind: "reassembled" }
  | { readonly kind: "fragmented" }
  | { readonly kind: "table-full" }
  /** Another packet of the same exchange was confirmed first, or its translation was taken meanwhile. */
  | { readonly kind: "clash" }
  /** An ICMP redirect about a connection whose addresses are translated. */
  | { readonly kind: "redirect-not-translated" }
  /** A virtual server of IPVS has no real server that takes the connection. */
  | { readonly kind: "no-real-server" }
  /** The real server of its connection is not the virtual server's any more. */
  | { readonly kind: "real-server-gone" }
  /** IPVS sends nothing from 127.0.0.0/8 to another host, and nothing from another host there. */
  | { readonly kind: "loopback-balanced" }
  | { readonly kind: "lost-on-link"; readonly segment: string }
  | { readonly kind: "no-protocol"; readonly protocol: string }
  | { readonly kind: "reroute-failed"; readonly destination: Address }
  | {
      readonly kind: "unknown-match";
      readonly table: string;
      readonly chain: string;
      readonly rule: number;
    }
  | { readonly kind: "end-of-play" }
  /** The play was not gone on with: it had taken as much as it may. */
  | { readonly kind: "play-limit" };
