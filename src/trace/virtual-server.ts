import { formatEndpoint } from "../base/address.js";
import type { Address, Family } from "../base/address.js";

/** A virtual server of IPVS: what a host's `ipvsadm` lists. Plain JSON. */
export interface VirtualServer {
  readonly of: VirtualServerAddress;
  /** `rr`, `wrr`, `lc` … */
  readonly scheduler: string;
  /** Seconds for which a client keeps its real server; null where it does not. */
  readonly persistentSeconds: number | null;
  /** How many bits of a client's address count for that; null for all. */
  readonly maskBits: number | null;
  readonly flags: readonly VirtualServerFlag[];
  /** In the order in which they were added. */
  readonly realServers: readonly RealServer[];
}

/** What packets a virtual server is for. */
export type VirtualServerAddress =
  | {
      readonly kind: "address";
      readonly protocol: VirtualProtocol;
      readonly address: Address;
      readonly port: number;
    }
  | { readonly kind: "mark"; readonly mark: number; readonly family: Family };

/** The protocols of virtual servers. */
export type VirtualProtocol = "tcp" | "udp" | "sctp";

/** What a virtual server may be told beside: one packet a connection (`-o`), and its scheduler's own flags. */
export type VirtualServerFlag = "one-packet" | "flag-1" | "flag-2" | "flag-3";

/** A real server behind a virtual one. */
export interface RealServer {
  readonly address: Address;
  readonly port: number;
  readonly method: "masq" | "route" | "tunnel";
  /** 0 takes no new connection. */
  readonly weight: number;
}

/** A connection of IPVS, or a template that binds a client to a real server (`ipvsadm -Lnc`). */
export interface IpvsConnectionEntry {
  readonly protocol: VirtualProtocol | "ip";
  /** The virtual server's name. */
  readonly server: string;
  /** The three ends as `10.0.0.1:80`. */
  readonly client: string;
  readonly virtual: string;
  readonly real: string;
  /** `ESTABLISHED`, `UDP`, `NONE` … */
  readonly state: string;
  /** What its real server counts it as. */
  readonly counts: "active" | "inactive" | "template";
  /** Virtual time, in microseconds, after which it is gone unless used again. */
  readonly expiresAt: number;
}

/** `TCP 10.96.0.10:53`, `FWM 1`, `FWM 1 IPv6`: what a virtual server goes by. */
export function virtualServerName(of: VirtualServerAddress): string {
  if (of.kind === "mark") return `FWM ${of.mark}${of.family === "ipv6" ? " IPv6" : ""}`;
  return `${of.protocol.toUpperCase()} ${formatEndpoint(of.address, of.port)}`;
}

/** `10.244.1.5:8080`: what a real server goes by. */
export function realServerName({ address, port }: Pick<RealServer, "address" | "port">): string {
  return formatEndpoint(address, port);
}
