import type { IpvsConnectionId } from "../id.js";
import type { IpvsConnectionEntry } from "../virtual-server.js";

/** Facts of IPVS, the kernel's load balancer: it stands in INPUT, OUTPUT and FORWARD beside the tables. */
export type IpvsEvent =
  /** A packet that begins a connection is for a virtual server. */
  | {
      readonly kind: "virtual-server-found";
      readonly hook: string;
      readonly server: string;
      readonly scheduler: string;
    }
  /** The virtual server's scheduler chose; null where no real server may take the connection. */
  | {
      readonly kind: "real-server-scheduled";
      readonly hook: string;
      readonly server: string;
      readonly realServer: string | null;
      readonly choice: ScheduleChoice;
    }
  | {
      readonly kind: "ipvs-connection-created";
      readonly connection: IpvsConnectionId;
      readonly entry: IpvsConnectionEntry;
    }
  | {
      readonly kind: "ipvs-connection-updated";
      readonly connection: IpvsConnectionId;
      readonly entry: IpvsConnectionEntry;
    }
  | {
      readonly kind: "ipvs-connection-expired";
      readonly connection: IpvsConnectionId;
      readonly reason: "expired" | "no-real-server" | "reused";
    }
  /** The packet is one of a connection that IPVS knows: `in` to the real server, `out` back to the client. */
  | {
      readonly kind: "ipvs-connection-found";
      readonly hook: string;
      readonly connection: IpvsConnectionId;
      readonly direction: "in" | "out";
    };

/** How a scheduler came to its choice. */
export type ScheduleChoice =
  /** The next one in the list, after the one that was chosen last. */
  | { readonly kind: "next"; readonly scheduler: "rr"; readonly after: string | null }
  /** The next one in the list whose weight is at least `weight`. */
  | {
      readonly kind: "next-of-weight";
      readonly scheduler: "wrr";
      readonly after: string | null;
      readonly weight: number;
    }
  /** The one with the least load, first in the list among equals. */
  | {
      readonly kind: "least";
      readonly scheduler: "lc" | "wlc" | "sed" | "nq";
      readonly loads: readonly ServerLoad[];
    }
  /** The first one without active connections. */
  | { readonly kind: "idle"; readonly scheduler: "nq"; readonly loads: readonly ServerLoad[] }
  /** The one in a table's place that a hash of an address, and perhaps a port, names. */
  | {
      readonly kind: "hash";
      readonly scheduler: "sh" | "dh" | "mh";
      /** What was hashed: `10.244.1.2` or `10.244.1.2:41485`. */
      readonly of: string;
      readonly place: number;
      readonly size: number;
    }
  /** The client was bound to it before. */
  | { readonly kind: "persistent"; readonly template: IpvsConnectionId }
  /** Nothing to choose from: no real server, or none with a weight. */
  | { readonly kind: "none" };

/** A real server's load as a scheduler counts it. */
export interface ServerLoad {
  readonly realServer: string;
  readonly weight: number;
  readonly active: number;
  readonly inactive: number;
  /** What is compared: divided by the weight where the scheduler weighs. */
  readonly load: number;
}
