import type { Address } from "../../base/address.js";
import type { Prefix } from "../../base/prefix.js";
import type { SourceSpan } from "../../base/source-span.js";

/** What the words of `ip route add` say; the network fills in what the kernel would. */
export interface RouteDeclaration {
  readonly kind: RouteKind;
  readonly destination: Prefix;
  /** `main`, `local`, `default`, or a number as text. */
  readonly table: string;
  /** Several for a multipath route, none for a blackhole and its like. */
  readonly hops: readonly NextHopDeclaration[];
  readonly source: Address | null;
  /** Null for what the kernel would take. */
  readonly scope: "global" | "link" | "host" | null;
  readonly protocol: string | null;
  readonly metric: number | null;
  /** In bytes; null for the device's own. */
  readonly mtu: number | null;
  readonly span: SourceSpan;
}

/** What a route does with a packet. */
export type RouteKind =
  | "unicast"
  | "local"
  | "broadcast"
  | "multicast"
  | "blackhole"
  | "unreachable"
  | "prohibit"
  | "throw";

/** One way out. */
export interface NextHopDeclaration {
  readonly gateway: Address | null;
  /** Null where the gateway's own route tells. */
  readonly device: string | null;
  /** The gateway is on the device's link, whatever the addresses say. */
  readonly onlink: boolean;
  /** From 1. */
  readonly weight: number;
}
