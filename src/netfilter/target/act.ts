import type { Side } from "../conntrack/connection.js";
import type { Hook } from "../hook.js";
import type { HostView, WayMtu } from "../host-view.js";
import type { Packet } from "../../packet/packet.js";
import type { TranslationRange } from "./translation.js";

/** The packet that a target acts on, and where. */
export interface Acting {
  readonly hook: Hook;
  /** Its headers as the rules before have left them. */
  readonly packet: Packet;
  readonly mark: number;
  /** The mark of its connection; null where conntrack does not know it. */
  readonly connectionMark: number | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly view: HostView;
  readonly wayMtu: WayMtu | null;
}

/** What a target does with a packet. */
export type Act =
  /** `unknown`: what it would do depends on something that is not simulated. */
  | { readonly kind: "accept" | "drop" | "return" | "continue" | "untrack" | "unknown" }
  | { readonly kind: "jump" | "goto"; readonly chain: string }
  | { readonly kind: "reject"; readonly with: string }
  /** Without a range, the host has no address to give, and the packet is dropped. */
  | { readonly kind: "translate"; readonly side: Side; readonly range: TranslationRange | null }
  | { readonly kind: "mark" | "mark-connection"; readonly mark: number }
  | { readonly kind: "set-ttl"; readonly ttl: number }
  | { readonly kind: "set-segment-size"; readonly maximumSegment: number }
  | { readonly kind: "queue"; readonly bypass: boolean };

/** The walk goes on with the next rule. */
export const CONTINUE: Act = { kind: "continue" };
