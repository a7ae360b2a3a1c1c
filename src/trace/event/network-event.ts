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
    }
  | { readonly kind: "ttl-decremented"; readonly ttl: number }
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
  | { readonly kind: "reroute-failed"; readonly destination: Address }
  | {
      readonly kind: "unknown-match";
      readonly table: string;
      readonly chain: string;
      readonly rule: number;
    }
  | { readonly kind: "end-of-play" };
