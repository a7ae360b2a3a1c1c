import type { IcmpCause } from "../../packet/icmp-error.js";
import type { Packet } from "../../packet/packet.js";
import type { Disposition, EndReason } from "../../trace/event/network-event.js";
import type { Route } from "../route.js";

/** What the routing decision makes of a packet that came in by a device. */
export type InputDecision =
  | { readonly kind: "local"; readonly route: Route | null; readonly priority: number }
  | {
      readonly kind: "forward";
      readonly route: Route;
      readonly priority: number;
      /** The sender could have taken the next hop itself: it is on the same link, and the packet goes back there. */
      readonly redirects: boolean;
    }
  | InputRefusal;

/** The packet ends at the routing decision. */
export interface InputRefusal {
  readonly kind: "refused";
  readonly disposition: Disposition;
  readonly reason: EndReason;
  /** What the sender is told; null for silence. */
  readonly cause: IcmpCause | null;
  /** The check that refused it, where it was its source or an address that cannot be. */
  readonly check: "reverse-path" | "martian-source" | "martian-destination" | null;
  /** The route that ended it; null where there was none, or another reason. */
  readonly route: Route | null;
  /** Whether the tables were asked. */
  readonly isRouted: boolean;
}

/** A packet at the routing decision. */
export interface InputWish {
  readonly packet: Packet;
  readonly mark: number;
  readonly input: string;
}

/** A refusal, before it is said why: the packet is dropped, and nobody hears of it. */
export const REFUSED: Omit<InputRefusal, "reason"> = {
  kind: "refused",
  disposition: "dropped",
  cause: null,
  check: null,
  route: null,
  isRouted: false,
};

/** Forwarding is off on the device that the packet came in by. */
export function notForwarding(device: string): InputRefusal {
  return { ...REFUSED, reason: { kind: "not-forwarding", device } };
}

/** An address that cannot be. */
export function martian(
  device: string,
  check: "martian-source" | "martian-destination",
): InputRefusal {
  return { ...REFUSED, reason: { kind: check, device }, check };
}
