import type { Address } from "../../base/address.js";
import type { EndReason } from "../../trace/event/network-event.js";
import { decideOutput } from "../fib/decide-output.js";
import type { Host } from "../host.js";

/** Where a tunnel's device sends its outer packets. */
export interface TunnelEnds {
  /** The tunnel's device. */
  readonly name: string;
  /** The address of this end; null where the route chooses it. */
  readonly local: Address | null;
  readonly end: Address;
  /** The device that it has to leave by; null for any. */
  readonly via: string | null;
  readonly mark: number;
}

/** The source address of an outer packet, or why there cannot be one. */
export type OuterWay =
  | { readonly kind: "way"; readonly source: Address }
  | { readonly kind: "none"; readonly reason: EndReason };

/**
 * The way of an outer packet, which must not lead into its own tunnel
 * (linux net/ipv4/ip_tunnel.c: ip_tunnel_xmit; net/ipv4/udp_tunnel_core.c: udp_tunnel_dst_lookup).
 */
export function outerWay(host: Host, { name, local, end, via, mark }: TunnelEnds): OuterWay {
  const decision = decideOutput(host, { destination: end, source: local, mark, output: via });
  if (decision.kind === "route" && decision.route.device === name) {
    return { kind: "none", reason: { kind: "tunnel-loop", device: name } };
  }
  const source = local ?? (decision.kind === "route" ? decision.source : null);
  return source === null
    ? { kind: "none", reason: { kind: "no-route", destination: end } }
    : { kind: "way", source };
}
