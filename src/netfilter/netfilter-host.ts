import type { Family } from "../base/address.js";
import type { Random } from "../base/random.js";
import type { Emit } from "../trace/event/event.js";
import type { Conntrack } from "./conntrack/conntrack.js";
import type { Backend } from "./hook.js";
import type { HostView, WayMtu } from "./host-view.js";
import type { IpSets } from "./ipset/ip-set.js";
import type { Ipvs } from "./ipvs/ipvs.js";
import type { Nftables } from "./nftables/model/nftables.js";
import type { RuleSet } from "./rule-set.js";
import type { SocketBuffer } from "./socket-buffer.js";

/** The host that a packet is on, as netfilter needs it. */
export interface NetfilterHost {
  readonly ruleSets: Readonly<Record<Family, RuleSet>>;
  /** What nft has beside, or in place of, the tables of iptables. */
  readonly nftables: Nftables;
  readonly backend: Backend;
  readonly conntrack: Conntrack;
  readonly view: HostView;
  /** Absent where the caller knows of no ways. */
  readonly wayMtu?: WayMtu;
  /** The sets of `ipset` that rules ask by name. */
  readonly sets: IpSets;
  /** The host's virtual servers. */
  readonly ipvs: Ipvs;
  /** The host's own source of chance, kept from packet to packet. */
  readonly random: Random;
  /** Virtual time, in microseconds. */
  readonly now: number;
  readonly emit: Emit;
  /**
   * Routes a packet of the host's own anew, inside OUTPUT, where a rule changed what its route depends on; null where no
   * route is left and the packet is dropped there (linux net/ipv4/netfilter.c: ip_route_me_harder). The device that rules
   * of OUTPUT see stays the old one; the new route counts from POSTROUTING on. Null where the caller routes by itself.
   */
  readonly reroute: ((buffer: SocketBuffer) => SocketBuffer | null) | null;
  /**
   * Sends what REJECT answers, by iptables' name, before the rule that rejects returns: the answer passes OUTPUT up to
   * the device while the packet is still in its chain. Null where the caller answers afterwards, by `HookResult.rejectWith`.
   */
  readonly answer: ((buffer: SocketBuffer, rejectWith: string) => void) | null;
}

/** How a packet left a hook. */
export interface HookResult {
  readonly verdict: HookVerdict;
  readonly buffer: SocketBuffer;
  /** What stopped it; `rule` is null where the chain's policy or netfilter itself did. */
  readonly cause: Cause | null;
  /** What stopped it where no rule and no policy did. */
  readonly stop: Stop | null;
  /** The answer that REJECT asks for, by iptables' name: `icmp-port-unreachable`, `tcp-reset` … */
  readonly rejectWith: string | null;
}

/** `unknown`: a match or target that this program does not execute decides. */
export type Verdict = "accept" | "drop" | "reject" | "unknown";

/** `stolen`: IPVS has the packet, for a real server on another host; it goes on by OUTPUT. */
export type HookVerdict = Verdict | "stolen";

/** The rule that stopped a packet. */
export interface Cause {
  readonly table: string;
  readonly chain: string;
  readonly rule: number | null;
}

/**
 * What stops a packet beside rules: no route after a change in OUTPUT; no room for its connection; another connection
 * that took its place; an ICMP redirect about a connection that is translated; a virtual server without a real server
 * that may take the connection, or whose real server went away meanwhile; a balanced packet from or to 127.0.0.0/8.
 */
export type Stop =
  | "reroute-failed"
  | "table-full"
  | "clash"
  | "redirect-not-translated"
  | "no-real-server"
  | "real-server-gone"
  | "loopback-balanced";

/** The packet goes on. */
export function accepted(buffer: SocketBuffer): HookResult {
  return { verdict: "accept", buffer, cause: null, stop: null, rejectWith: null };
}

/** The packet is dropped, though by no rule. */
export function stopped(buffer: SocketBuffer, stop: Stop): HookResult {
  return { verdict: "drop", buffer, cause: null, stop, rejectWith: null };
}
