import type { Address, Family } from "../base/address.js";
import type { LocalizedText } from "../base/localized-text.js";
import type { ApiObject } from "./api-object.js";
import type { HostsHeader } from "./hosts-text.js";
import type { HostTables } from "./host-tables.js";
import type { NamespaceId } from "./id.js";
import type { ListedRules, UnlistedChains } from "./listed-rules.js";
import type { NftablesHeader } from "./nftables-header.js";

/** Everything a player must know before the first event. Plain JSON, versioned. */
export interface TraceHeader {
  readonly format: "hopwise-trace/1";
  readonly title: LocalizedText;
  readonly seed: number;
  /** What the simulation imitates. */
  readonly imitates: {
    readonly kubernetes: string;
    readonly coredns: string;
    readonly proxyMode: string;
  };
  /** The nominal times of the model, in microseconds; they are chosen, not measured. */
  readonly nominal: Readonly<Record<string, number>>;
  /** Texts that events and rule sets name by index: rules as `iptables-save` writes them, routes, bodies. */
  readonly texts: readonly string[];
  readonly namespaces: readonly NamespaceHeader[];
  readonly segments: readonly SegmentHeader[];
  readonly services: readonly ServiceHeader[];
  /** What the API server holds at the start; absent where there is no cluster. */
  readonly objects?: readonly ApiObject[];
  /** How many nodes and pods the cluster has, where only those are wired that packets came to; `objects` are left out then. */
  readonly wiredOf?: { readonly nodes: number; readonly pods: number };
  readonly ruleSets: readonly RuleSetHeader[];
  /** The tables of nft, of every namespace that has any; absent where none has. */
  readonly nftables?: readonly NftablesHeader[];
  /** Per hook, in the order of the path, what a packet passes there. */
  readonly chart: readonly HookHeader[];
  /** CoreDNS's Corefile and the plugins of each server block in the order in which they are asked. */
  readonly dns: DnsHeader;
  /** `/etc/hosts` of every node and host that has none of its own; absent in older traces. */
  readonly hosts?: HostsHeader;
  readonly chapters: readonly LocalizedText[];
  readonly notes: readonly LocalizedText[];
}

/** A network namespace: a node's, a pod's, or one outside the cluster. */
export interface NamespaceHeader {
  readonly id: NamespaceId;
  readonly kind: "node" | "pod" | "outside" | "host" | "container" | "switch";
  /** `worker`, `client`. */
  readonly name: string;
  /** The Kubernetes namespace of a pod. */
  readonly kubernetesNamespace: string | null;
  /** For a pod, the namespace of its node. */
  readonly node: NamespaceId | null;
  /** The tables at the start, or when it comes. */
  readonly tables: HostTables;
  /** Which iptables the host has. */
  readonly iptables: "nft" | "legacy";
  /** What listens there: `http :80`, `coredns :53`. */
  readonly servers: readonly ServerHeader[];
  /** The pod's search list and ndots, where it has a resolv.conf. */
  readonly resolver: ResolverHeader | null;
  /** The files that names are looked up by, where somebody may look one up; absent in older traces. */
  readonly files?: ResolverFiles;
  /** Whether it is not there at the start; then `tables` are those with which it comes. */
  readonly comesLater?: boolean;
}

/** A process that listens. */
export interface ServerHeader {
  readonly program: string;
  readonly protocol: string;
  readonly port: number;
}

/** What devices are joined by: a veth pair, or the nodes' LAN. */
export interface SegmentHeader {
  readonly id: string;
  readonly kind: "veth" | "lan";
  readonly name: string;
  readonly ports: readonly { readonly namespace: NamespaceId; readonly device: string }[];
}

/** A Service: it owns no interface, it exists only as rules. */
export interface ServiceHeader {
  readonly name: string;
  readonly kubernetesNamespace: string;
  readonly addresses: readonly Address[];
  /** Its external addresses and those of its load balancer, which nodes know; absent where it has none. */
  readonly externalAddresses?: readonly Address[];
  readonly ports: readonly {
    readonly name: string;
    readonly protocol: string;
    readonly port: number;
    /** Absent where it has none. */
    readonly nodePort?: number;
  }[];
  readonly endpoints: readonly {
    readonly address: Address;
    readonly port: number;
    readonly pod: string | null;
    /** Whether its pod ends: it is used as long as no other is there. */
    readonly terminating?: boolean;
  }[];
  /** Whether it is not there at the start. */
  readonly comesLater?: boolean;
}

/** The rules of a namespace at the start, for one family. */
export interface RuleSetHeader {
  readonly namespace: NamespaceId;
  readonly family: Family;
  readonly tables: readonly TableHeader[];
  /** In a large cluster: no packet came here, and nobody compiled what it has. */
  readonly uncompiled?: boolean;
}

/** A table's chains. */
export interface TableHeader {
  readonly name: string;
  readonly chains: readonly ChainHeader[];
  /** In a large cluster: what stands in chains that no packet entered. */
  readonly unlisted?: UnlistedChains;
}

/** A chain: `rules` are indexes into `texts` (the rule without `-A CHAIN`), `owners` name who wrote each. */
export interface ChainHeader {
  readonly name: string;
  readonly policy: "ACCEPT" | "DROP" | null;
  readonly rules: readonly number[];
  readonly owners: readonly string[];
  /** In a large cluster: which of the chain's rules these are; absent for all. */
  readonly listed?: ListedRules;
}

/** A hook and its stations by priority. */
export interface HookHeader {
  readonly hook: string;
  readonly stations: readonly string[];
}

/** The Corefile and the chains built from it, and those of node-local-dns, whose blocks follow. */
export interface DnsHeader {
  readonly corefile: string;
  readonly blocks: readonly DnsBlockHeader[];
  /** The Corefile of node-local-dns; absent where no node has it. */
  readonly nodeLocalCorefile?: string;
}

/** A server block: its keys, and its plugins in the order in which they are asked. */
export interface DnsBlockHeader {
  readonly keys: readonly string[];
  readonly plugins: readonly { readonly name: string; readonly line: number }[];
  /** Whether the Corefile has them in another order; absent where it has not. */
  readonly reordered?: boolean;
  /** Whose block it is; absent for CoreDNS in its own pods. */
  readonly program?: "node-local-dns";
}

/** What the pod's resolv.conf says. */
export interface ResolverHeader {
  readonly servers: readonly Address[];
  readonly search: readonly string[];
  readonly ndots: number;
}

/** The files that names are looked up by, and by whom. */
export interface ResolverFiles {
  /** The text of `/etc/resolv.conf`. */
  readonly resolvConf: string;
  /** What is in `/etc/hosts`; null for what the trace's header says of all nodes and hosts. */
  readonly hosts: HostsHeader | null;
  /** The C library that its programs have. */
  readonly libc: "glibc" | "musl";
}
