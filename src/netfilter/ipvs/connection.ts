import type { Address } from "../../base/address.js";
import type { IpvsConnectionId } from "../../trace/id.js";
import type { IpvsConnectionEntry } from "../../trace/virtual-server.js";

/** One end of a connection of IPVS. */
export interface End {
  readonly address: Address;
  readonly port: number;
}

/** A connection, or a template, as the kernel keeps it: what a listing shows, and what none does (linux include/net/ip_vs.h: ip_vs_conn). */
export interface IpvsConnection {
  readonly id: IpvsConnectionId;
  readonly entry: IpvsConnectionEntry;
  readonly client: End;
  readonly virtual: End;
  readonly real: End;
  /** The template that made it; null without persistence. */
  readonly control: IpvsConnectionId | null;
  /** Virtual microseconds that it stays after its last packet. */
  readonly timeout: number;
  /** Whether it goes with an entry of conntrack (IP_VS_CONN_F_NFCT). */
  readonly isTracked: boolean;
}

/** What identifies a connection from the client's side. */
export interface ClientSide {
  readonly protocol: IpvsConnectionEntry["protocol"];
  readonly client: End;
  readonly virtual: End;
}

/** What identifies a connection from the real server's side. */
export interface ServerSide {
  readonly protocol: IpvsConnectionEntry["protocol"];
  readonly client: End;
  readonly real: End;
}

/** A text that only the same client's side has. */
export function clientKey({ protocol, client, virtual }: ClientSide): string {
  return `${protocol} ${endText(client)} ${endText(virtual)}`;
}

/** A text that only the same real server's side has. */
export function serverKey({ protocol, client, real }: ServerSide): string {
  return `${protocol} ${endText(client)} ${endText(real)}`;
}

function endText({ address, port }: End): string {
  return `${address} ${port}`;
}
