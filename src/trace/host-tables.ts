import type { Address } from "../base/address.js";
import type { VirtualServer } from "./virtual-server.js";

/** What a namespace's tools would list at one moment, beside rules and conntrack. Plain JSON. */
export interface HostTables {
  readonly devices: readonly DeviceHeader[];
  readonly routes: readonly RouteLine[];
  readonly routingRules: readonly RoutingRuleLine[];
  readonly neighbours: readonly NeighbourEntry[];
  readonly forwardings: readonly ForwardingEntry[];
  /** Every setting that the model knows, by its name with slashes. */
  readonly sysctls: Readonly<Record<string, string>>;
  /** Sets as `ipset save` prints them, both families. */
  readonly ipsets: readonly string[];
  /** The virtual servers of IPVS, in the order in which they were made; left out where there never were any. */
  readonly virtualServers?: readonly VirtualServer[];
}

/** A device and what it is plugged into. */
export interface DeviceHeader {
  readonly name: string;
  readonly mac: string;
  readonly addresses: readonly string[];
  /** The id of its segment; null for `lo` and for one that is plugged into nothing. */
  readonly segment: string | null;
  /** `loopback`, `ethernet`, `bridge`, `vxlan` … */
  readonly kind: string;
  /** What `ip -d link` adds for its kind, in that tool's words: `vxlan id 1 local 10.0.0.1 dev eth0 dstport 8472`. */
  readonly details: string;
  readonly mtu: number;
  readonly up: boolean;
  /** The bridge that it is a port of. */
  readonly master: string | null;
  /** The device that a macvlan or ipvlan device is made on; other kinds do not say. */
  readonly lower?: string;
  readonly hairpin: boolean;
  readonly promiscuous: boolean;
}

/** A route as `ip route` prints it, and its table. */
export interface RouteLine {
  readonly family: "ipv4" | "ipv6";
  readonly table: string;
  readonly text: string;
}

/** A rule as `ip rule` prints it. */
export interface RoutingRuleLine {
  readonly family: "ipv4" | "ipv6";
  readonly text: string;
}

/** An entry of `ip neigh`. */
export interface NeighbourEntry {
  readonly address: Address;
  readonly device: string;
  /** Null while nobody has answered. */
  readonly mac: string | null;
  readonly state: "PERMANENT" | "REACHABLE" | "STALE" | "DELAY" | "INCOMPLETE" | "FAILED";
}

/** An entry of `bridge fdb`. */
export interface ForwardingEntry {
  readonly mac: string;
  readonly device: string;
  /** The bridge whose port the device is; null for an entry of the device itself. */
  readonly master: string | null;
  /** The tunnel end behind a VXLAN device. */
  readonly destination: Address | null;
  readonly permanent: boolean;
}

/** The tables of a namespace that is not there. */
export const NO_TABLES: HostTables = {
  devices: [],
  routes: [],
  routingRules: [],
  neighbours: [],
  forwardings: [],
  sysctls: {},
  ipsets: [],
};
