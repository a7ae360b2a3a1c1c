import { address } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { NOBODY } from "../../network/fib/address-type.js";
import { decideOutput } from "../../network/fib/decide-output.js";
import type { OutputDecision } from "../../network/fib/decide-output.js";
import type { Host } from "../../network/host.js";
import { linkMtu, pathMtu } from "../../network/path-mtu.js";
import type { Errno } from "./errno.js";

/** How a socket's packets would leave, or the error that its program gets. */
export type WayOut =
  | {
      readonly kind: "found";
      /** The address that the packets come from. */
      readonly source: Address;
      /** The one that they go to: the host itself, where nobody was named. */
      readonly destination: Address;
      /** The longest packet that the way takes, as far as the host knows, in bytes. */
      readonly mtu: number;
      /** The longest packet that the route's own device takes. */
      readonly linkMtu: number;
      readonly type: (OutputDecision & { readonly kind: "route" })["type"];
    }
  | { readonly kind: "failed"; readonly errno: Errno };

/** What a socket settles before it asks for a way: its own address (null for none), the mark of its packets. */
export interface WayWish {
  readonly source: Address | null;
  readonly mark: number;
  /** Virtual time: what was learned of the way is forgotten after a while. */
  readonly now: number;
}

const NOBODY_IPV6 = address("::");
const LOOPBACK_IPV6 = address("::1");

/** The way from a host to a destination, as `connect` finds it. */
export function wayOut(host: Host, named: Address, { source, mark, now }: WayWish): WayOut {
  // linux net/ipv6/tcp_ipv6.c: tcp_v6_connect; net/ipv6/udp.c: udpv6_sendmsg.
  const wanted = named === NOBODY_IPV6 ? LOOPBACK_IPV6 : named;
  const decision = decideOutput(host, { destination: wanted, source, mark });
  if (decision.kind === "refused") return { kind: "failed", errno: decision.error };
  const { route, type } = decision;
  if (decision.source === null) return { kind: "failed", errno: "EADDRNOTAVAIL" };
  const destination = wanted === NOBODY ? decision.source : wanted;
  return {
    kind: "found",
    source: decision.source,
    destination,
    mtu: pathMtu(host, route, destination, now),
    linkMtu: linkMtu(host, route),
    type,
  };
}
