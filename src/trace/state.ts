import type { Address, Family } from "../base/address.js";
import type { DnsMessage, Question } from "../packet/dns-message.js";
import type { Packet } from "../packet/packet.js";
import type { ApiObject } from "./api-object.js";
import type { PodFact, SyncedRule } from "./event/cluster-event.js";
import type { CachedReply, PluginAction } from "./event/dns-event.js";
import type {
  ConnectionEntry,
  ConnectionState,
  RuleMiss,
  RuleVerdict,
  SkipReason,
  StatisticDraw,
  WalkContext,
} from "./event/netfilter-event.js";
import type { Disposition, EndReason } from "./event/network-event.js";
import type { Outcome } from "./outcome.js";
import type { Exploration } from "./exploration.js";
import type { RuleSetHeader, ServiceHeader } from "./header.js";
import type { HostTables } from "./host-tables.js";
import type { NftablesHeader } from "./nftables-header.js";
import type {
  ConnectionId,
  IpvsConnectionId,
  NamespaceId,
  PacketId,
  QueryId,
  RequestId,
} from "./id.js";
import type { IpvsConnectionEntry } from "./virtual-server.js";

/** Everything that is true after a number of events; `reduce` makes the next one from it and an event. Plain JSON. */
export interface TraceState {
  /** How many events have happened. */
  readonly index: number;
  /** Virtual time, in microseconds. */
  readonly at: number;
  readonly chapter: number | null;
  readonly note: number | null;
  readonly request: RequestState | null;
  /** The packet that the last event with one was about. */
  readonly focus: PacketId | null;
  /** Every packet that has not ended, and the focused one. */
  readonly packets: Readonly<Record<PacketId, PacketState>>;
  /** Conntrack tables by namespace. */
  readonly connections: Readonly<
    Record<NamespaceId, Readonly<Record<ConnectionId, ConnectionEntry>>>
  >;
  /** The connections of IPVS by namespace; only of those that balance. */
  readonly balanced: Readonly<
    Record<NamespaceId, Readonly<Record<IpvsConnectionId, IpvsConnectionEntry>>>
  >;
  /** The tables of every namespace as they are now. */
  readonly tables: Readonly<Record<NamespaceId, HostTables>>;
  /** The rules of every namespace and family as they are now. */
  readonly ruleSets: readonly RuleSetHeader[];
  /** The Services, with their endpoints as their slices list them now. */
  readonly services: readonly ServiceHeader[];
  /** What the API server holds now. */
  readonly objects: readonly ApiObject[];
  /** When the objects came that the play has made, in microseconds, by `objectKey`; others were there from the start. */
  readonly objectsCreatedAt: Readonly<Record<string, number>>;
  /** What has become of the pods that something happened to, by `namespace/name`. */
  readonly pods: Readonly<Record<string, PodState>>;
  /** Namespaces that are not there yet, or no more. */
  readonly absent: readonly NamespaceId[];
  /** Nodes whose kube-proxy does not hear of changes. */
  readonly stale: readonly NamespaceId[];
  /** What kube-proxy changed just now, node by node; empty as soon as something else happens. */
  readonly synced: readonly SyncState[];
  /** The tables of nft as they are now, with what rules have put into their sets. */
  readonly nftables: readonly NftablesHeader[];
  /** The last command that was run on a host, in this chapter or before. */
  readonly command: { readonly namespace: NamespaceId; readonly text: string } | null;
  /** The sockets that the programs of the play have open, in the order in which they were opened. */
  readonly sockets: readonly SocketState[];
  readonly lookup: LookupState | null;
  readonly queries: Readonly<Record<QueryId, QueryState>>;
  /** What the caches of CoreDNS pods hold, in the order in which it came; what has ended stays until something takes its place. */
  readonly caches: Readonly<Record<NamespaceId, readonly CachedState[]>>;
  /** What chance could make of the last request that was explored. */
  readonly exploration: Exploration | null;
  /** The last failed or held expectation. */
  readonly expectation: {
    readonly text: string;
    readonly holds: boolean;
    readonly found: string;
  } | null;
}

/** A pod's place in its life, and whether it is ready. */
export interface PodState {
  readonly phase: PodFact["phase"] | "gone";
  readonly ready: boolean;
}

/** What a sync of kube-proxy changed on a node, for one family. */
export interface SyncState {
  readonly namespace: NamespaceId;
  readonly family: Family;
  readonly added: readonly SyncedRule[];
  readonly removed: readonly SyncedRule[];
}

/** The request that runs, or the last that ran. */
export interface RequestState {
  readonly id: RequestId;
  readonly namespace: NamespaceId;
  readonly command: string;
  readonly outcome: Outcome | null;
  readonly output: string;
}

/** An open socket as `ss` would list it. */
export interface SocketState {
  readonly namespace: NamespaceId;
  readonly protocol: "tcp" | "udp" | "sctp";
  readonly local: string;
  readonly remote: string;
  readonly state: string;
}

/** A packet: its headers now, where it is, and what it passed in the namespace it is in. */
export interface PacketState {
  readonly id: PacketId;
  readonly program: string;
  readonly parent: PacketId | null;
  /** As it was made. */
  readonly born: Packet;
  readonly headers: Packet;
  /** The headers before the last translation, in any namespace; null before the first. */
  readonly translatedFrom: Packet | null;
  readonly mark: number;
  /** The outer packet that carries this one now. */
  readonly inside: PacketId | null;
  readonly place: Place;
  /** Every place since its birth, in order. */
  readonly trail: readonly Place[];
  readonly pass: Pass | null;
  readonly ended: { readonly disposition: Disposition; readonly reason: EndReason } | null;
}

/** Where a packet is: at a device, in the host's own stack, or in a process. */
export interface Place {
  readonly namespace: NamespaceId;
  readonly spot: "process" | "stack" | "device";
  readonly device: string | null;
}

/** A packet's pass through one namespace: what the flowchart lights and the rule list shows. */
export interface Pass {
  readonly namespace: NamespaceId;
  /** The hook that the packet is in, or was in last. */
  readonly hook: string | null;
  /** Every hook that it was in, in order. */
  readonly hooks: readonly PassedHook[];
  /** The device by which it came; null for a packet that was made here. */
  readonly input: string | null;
  /** The device by which it left. */
  readonly output: string | null;
  /** What was passed, in order. */
  readonly stations: readonly PassedStation[];
  /** The table that is walked now, or was walked last. */
  readonly walk: Walk | null;
  readonly connection: {
    readonly id: ConnectionId | null;
    readonly state: ConnectionState;
    readonly direction: "original" | "reply" | null;
  } | null;
  readonly route: {
    readonly text: string | null;
    readonly device: string | null;
    readonly gateway: Address | null;
    readonly decision: "forward" | "local" | "output" | "none";
    /** The table that it is of. */
    readonly table: string | null;
  } | null;
}

/** A hook of a pass. A bridge with br_netfilter has the hooks of IP called inside its own. */
export interface PassedHook {
  readonly hook: string;
  /** The bridge's hook around it. */
  readonly within: string | null;
  readonly isOpen: boolean;
}

/** One box of the flowchart that the packet met. */
export interface PassedStation {
  /** A hook's name, or that of a place between hooks: `ingress`, `routing`, `xfrm`, `bridge`, `process`, `qdisc`. */
  readonly hook: string;
  /** A table's name, `defrag`, `conntrack`, `ipvs`, `confirm`, `reroute`, or the place's own name. */
  readonly station: string;
  readonly result: "passed" | "changed" | "skipped" | "stopped" | "inside";
  /** Why a table was skipped. */
  readonly reason?: SkipReason;
}

/** The walk of one table: a stack of chains, and every chain that was entered. */
export interface Walk {
  readonly hook: string;
  readonly table: string;
  readonly context: WalkContext;
  /** The chains that are open, outermost first: indexes into `chains`. After a verdict, those it fell in. */
  readonly stack: readonly number[];
  readonly chains: readonly WalkedChain[];
  /** The chain of the last hit or exit: what the rule list shows. */
  readonly shown: number;
  readonly verdict: "accept" | "drop" | "reject" | "unknown" | null;
  readonly byPolicy: boolean;
  readonly visited: number;
}

/** A chain as it was walked. */
export interface WalkedChain {
  readonly chain: string;
  /** Where the walk came from; null for the built-in chain. */
  readonly from: { readonly chain: string; readonly rule: number } | null;
  readonly depth: number;
  /** The rules that matched; `mark` is the packet's when the rule was tried, and so of the misses before it. */
  readonly hits: readonly {
    readonly rule: number;
    readonly verdict: RuleVerdict;
    readonly mark: number;
  }[];
  /** The last rule that was tried; later ones were not reached (yet). */
  readonly tried: number;
  readonly draws: readonly StatisticDraw[];
  readonly misses: readonly RuleMiss[];
  /** The mark when the chain was entered. */
  readonly mark: number;
  /** The mark now, or when the chain was left: what the misses after the last hit were tried with. */
  readonly lastMark: number;
  readonly left: "end" | "return" | null;
}

/** The stub resolver's walk through the search list. */
export interface LookupState {
  readonly namespace: NamespaceId;
  readonly name: string;
  readonly dots: number;
  readonly ndots: number;
  readonly candidates: readonly { readonly name: string; readonly result: string | null }[];
  /** The candidate being tried. */
  readonly current: number | null;
  readonly result: string | null;
  readonly addresses: readonly Address[];
}

/** A question on its way through the plugins and back. */
export interface QueryState {
  readonly id: QueryId;
  readonly question: Question;
  readonly server: Address;
  /** The namespace of the CoreDNS pod that took it. */
  readonly servedIn: NamespaceId | null;
  readonly block: number | null;
  readonly plugins: readonly {
    readonly name: string;
    readonly line: number;
    readonly actions: readonly PluginAction[];
    readonly answered: string | null;
  }[];
  /** The question as it was sent; null where the trace does not have it. */
  readonly asked: SizedMessage | null;
  /** The last answer: as a plugin wrote it, or with its length as the client received it. */
  readonly message: DnsMessage | null;
  readonly bytes: number | null;
}

/** A message, and its length where the trace tells it. */
export interface SizedMessage {
  readonly message: DnsMessage;
  readonly bytes: number | null;
}

/** A reply in a cache of CoreDNS. */
export interface CachedState extends CachedReply {
  /** The line of the plugin's directive in the Corefile. */
  readonly line: number;
  readonly denial: boolean;
  /** How long it is good for, and since when, in virtual microseconds. */
  readonly seconds: number;
  readonly storedAt: number;
  /** Whether the records of its name have changed since. */
  readonly outdated: boolean;
}
