import type { Family } from "../base/address.js";
import type { Random } from "../base/random.js";
import type { Emit } from "../trace/event/event.js";
import type { Conntrack } from "./conntrack/conntrack.js";
import type { HostView } from "./host-view.js";
import type { IpSets } from "./ipset/ip-set.js";
import type { RuleSet } from "./rule-set.js";
import type { SocketBuffer } from "./socket-buffer.js";

/** The host that a packet is on, as netfilter needs it. */
export interface NetfilterHost {
  readonly ruleSets: Readonly<Record<Family, RuleSet>>;
  readonly conntrack: Conntrack;
  readonly view: HostView;
  /** The sets of `ipset` that rules ask by name. */
  readonly sets: IpSets;
  /** The host's own source of chance, kept from packet to packet. */
  readonly random: Random;
  /** Virtual time, in microseconds. */
  readonly now: number;
  readonly emit: Emit;
}

/** How a packet left a hook. */
export interface HookResult {
  readonly verdict: Verdict;
  readonly buffer: SocketBuffer;
  /** What stopped it; `rule` is null where the chain's policy or netfilter itself did. */
  readonly cause: Cause | null;
  /** The answer that REJECT asks for, by iptables' name: `icmp-port-unreachable`, `tcp-reset` … */
  readonly rejectWith: string | null;
}

/** `unknown`: a match or target that this program does not execute decides. */
export type Verdict = "accept" | "drop" | "reject" | "unknown";

/** The rule that stopped a packet. */
export interface Cause {
  readonly table: string;
  readonly chain: string;
  readonly rule: number | null;
}

/** The packet goes on. */
export function accepted(buffer: SocketBuffer): HookResult {
  return { verdict: "accept", buffer, cause: null, rejectWith: null };
}
