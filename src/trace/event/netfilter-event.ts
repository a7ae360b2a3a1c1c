import type { Packet } from "../../packet/packet.js";
import type { ConnectionId } from "../id.js";

/**
 * Facts of netfilter. A walk of one table is: `table-entered`, then `rule-hit`s (a jump or goto opens a chain,
 * `chain-left` closes it), then `table-left`. Rules that did not match leave no event: `explainMiss` says why when asked, by the
 * context or, where that does not suffice, by the recorded `misses`.
 */
export type NetfilterEvent =
  | {
      readonly kind: "hook-entered";
      readonly hook: string;
      readonly input: string | null;
      readonly output: string | null;
    }
  | {
      readonly kind: "hook-left";
      readonly hook: string;
      /** `stolen`: IPVS has the packet, and sends it on by OUTPUT. */
      readonly verdict: "accept" | "drop" | "reject" | "unknown" | "stolen";
    }
  | {
      readonly kind: "table-entered";
      readonly hook: string;
      readonly table: string;
      readonly chain: string;
      readonly context: WalkContext;
    }
  | {
      readonly kind: "table-left";
      readonly hook: string;
      readonly table: string;
      readonly verdict: "accept" | "drop" | "reject" | "unknown";
      /** Whether the chain's policy decided, and not a rule. */
      readonly byPolicy: boolean;
      /** How many rules were tried in all. */
      readonly visited: number;
      /** Of the rules tried since the last hit; absent where nothing was drawn. */
      readonly draws?: readonly StatisticDraw[] | undefined;
      /** Of the rules tried since the last hit. */
      readonly misses: readonly RuleMiss[];
    }
  | {
      readonly kind: "table-skipped";
      readonly hook: string;
      readonly table: string;
      /** The chain of nft at that hook; absent for a table of iptables, which has one for each. */
      readonly chain?: string;
      /** `binding`: the connection's translation is settled; `untracked`, `invalid`: conntrack does not know it; `absent`: nothing is registered there. */
      readonly reason: SkipReason;
    }
  | {
      readonly kind: "rule-hit";
      readonly table: string;
      readonly chain: string;
      /** From 1, as `iptables -L --line-numbers`. */
      readonly rule: number;
      readonly verdict: RuleVerdict;
      /** How many rules of this chain were tried since the last hit in it, this one included. */
      readonly visited: number;
      /** The draws that `statistic` made on the way here, in this chain. */
      readonly draws: readonly StatisticDraw[];
      readonly misses: readonly RuleMiss[];
      /** The elements of nft's sets and maps that the rule found; absent where it asked none. */
      readonly lookups?: readonly SetLookup[];
    }
  /** A rule of nft put a key into a set, let it stay longer, or took it out. */
  | {
      readonly kind: "set-updated";
      readonly hook: string;
      readonly table: string;
      readonly set: string;
      readonly element: string;
      /** Virtual time, in microseconds; null for a key that was taken out. */
      readonly expiresAt: number | null;
    }
  | {
      readonly kind: "chain-left";
      readonly table: string;
      readonly chain: string;
      /** Fell off its end, or a RETURN rule. */
      readonly by: "end" | "return";
      /** How many rules were tried since the last hit. */
      readonly visited: number;
      readonly draws: readonly StatisticDraw[];
      readonly misses: readonly RuleMiss[];
    }
  | { readonly kind: "packet-marked"; readonly mark: number }
  /** A rule changed the time to live, or the hop limit. */
  | { readonly kind: "ttl-set"; readonly ttl: number }
  /** A rule lowered the longest segment that a SYN announces, in bytes. */
  | { readonly kind: "segment-size-set"; readonly maximumSegment: number }
  | {
      readonly kind: "connection-looked-up";
      readonly connection: ConnectionId | null;
      /** The tuple that the connection began with, also where its entry is gone by now; null without a connection. */
      readonly original: Tuple | null;
      readonly state: ConnectionState;
      readonly direction: "original" | "reply" | null;
    }
  | {
      readonly kind: "connection-created";
      readonly connection: ConnectionId;
      readonly entry: ConnectionEntry;
      /** The entry of a packet of the same exchange that another processor takes at this moment, so that neither knows of the other; absent for none. */
      readonly beside?: ConnectionId;
    }
  | {
      readonly kind: "connection-confirmed";
      readonly connection: ConnectionId;
      readonly entry: ConnectionEntry;
    }
  | {
      readonly kind: "connection-updated";
      readonly connection: ConnectionId;
      readonly entry: ConnectionEntry;
    }
  | {
      readonly kind: "connection-expired";
      readonly connection: ConnectionId;
      readonly reason: RemovalReason;
    }
  | {
      readonly kind: "packet-translated";
      /** `dnat` and `snat` set a binding up; `un-dnat` and `un-snat` apply it to a reply; `dnat-again` and `snat-again` to a later packet. */
      readonly translation: "dnat" | "snat" | "un-dnat" | "un-snat" | "dnat-again" | "snat-again";
      readonly hook: string;
      readonly before: Packet;
      readonly headers: Packet;
    };

/** What a rule that matched did: built-in verdicts, jumps, or a target that lets the walk go on. */
export type RuleVerdict =
  | { readonly kind: "accept" | "drop" | "return" | "continue" }
  | { readonly kind: "jump" | "goto"; readonly chain: string }
  | { readonly kind: "reject"; readonly with: string }
  | { readonly kind: "dnat" | "snat"; readonly to: string }
  /** Handed to a program that waits for packets; `bypass` lets it pass the table where none waits. */
  | { readonly kind: "queue"; readonly bypass: boolean };

/** Why a table was not asked. */
export type SkipReason = "binding" | "untracked" | "invalid" | "absent";

/** What `-m conntrack --ctstate` can say of a packet. */
export type ConnectionState = "NEW" | "ESTABLISHED" | "RELATED" | "INVALID" | "UNTRACKED";

/**
 * Why conntrack removed an entry: nobody used it in time; the first packet was stopped on this host; a reset refused the
 * connection; a SYN between the same ends begins another one after it was over; somebody deleted it, or flushed the
 * table; it had to make room for another; another packet of the same exchange was confirmed first; kube-proxy found
 * that a UDP flow to a Service leads to an endpoint that does not serve it any more.
 */
export type RemovalReason =
  | "expired"
  | "not-confirmed"
  | "reset"
  | "reopened"
  | "deleted"
  | "flushed"
  | "evicted"
  | "clash"
  | "stale-endpoint";

/** One draw of `-m statistic --mode random` or of nft's `numgen`: the rule (from 1), its probability, and the number drawn, in [0, 1). */
export interface StatisticDraw {
  readonly rule: number;
  readonly probability: number;
  readonly drawn: number;
  /** Of `numgen random mod`: how many numbers there were to choose from; `drawn` is the one of them, from 0. */
  readonly modulus?: number;
}

/** An element that a lookup found, by the name of its set or map and as nft prints it. */
export interface SetLookup {
  readonly set: string;
  readonly element: string;
}

/**
 * Why a rule (from 1) did not match, where a walk's context does not tell: what was found in place of a clause that asks
 * the host itself (a set, a list, a limit, the connection's entry, the frame, the socket).
 */
export interface RuleMiss {
  readonly rule: number;
  readonly clause: string;
  readonly found: string;
}

/** What a walk knew of the packet; enough for `explainMiss`. */
export interface WalkContext {
  readonly headers: Packet;
  readonly input: string | null;
  readonly output: string | null;
  readonly mark: number;
  readonly state: ConnectionState | null;
  /** `SNAT` and `DNAT` in the connection's status. */
  readonly status: readonly string[];
  /** The types of source and destination in the routing table: `LOCAL`, `UNICAST` … */
  readonly sourceType: string;
  readonly destinationType: string;
}

/** A conntrack entry: the two tuples as they are expected on the wire, and what is known of the connection. */
export interface ConnectionEntry {
  readonly protocol: string;
  readonly original: Tuple;
  readonly reply: Tuple;
  /** TCP's state by conntrack's names (`SYN_SENT` … `TIME_WAIT`); null for others. */
  readonly protocolState: string | null;
  readonly seenReply: boolean;
  readonly assured: boolean;
  readonly confirmed: boolean;
  /** Which ends are translated. */
  readonly status: readonly ("SNAT" | "DNAT")[];
  /** The mark that `-j CONNMARK` gave it. */
  readonly mark: number;
  /** Virtual time, in microseconds, after which it is gone unless used again. */
  readonly expiresAt: number;
}

/** Who speaks to whom, in one direction; ICMP's exchanges have no ports (both are 0) but a type and an identifier. */
export interface Tuple {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly icmp: IcmpExchange | null;
}

/** What tells one ICMP exchange from another. */
export interface IcmpExchange {
  readonly type: number;
  readonly code: number;
  readonly identifier: number;
}
