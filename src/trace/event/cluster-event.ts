import type { Address, Family } from "../../base/address.js";
import type { ApiObject } from "../api-object.js";
import type { ServiceHeader } from "../header.js";
import type { HostTables } from "../host-tables.js";
import type { NamespaceId } from "../id.js";

/** Facts of a cluster that changes: the API's objects, the controllers' work, and what kube-proxy makes of both. */
export type ClusterEvent =
  /** Somebody asked the API server for it; the command is what they would have typed. */
  | { readonly kind: "objects-changed"; readonly command: string }
  /** What the API server holds differently from now on: objects as they are now, and the keys (`objectKey`) of those that are gone. */
  | {
      readonly kind: "objects-written";
      readonly objects: readonly ApiObject[];
      readonly removed: readonly string[];
    }
  | {
      readonly kind: "pod-changed";
      readonly pod: PodFact;
      readonly change: PodChange;
      /** The last line that its program wrote, where it exits with one. */
      readonly log?: string;
      /** How long its kubelet waits before it starts its containers again. */
      readonly seconds?: number;
    }
  /** A namespace came into being, with all its devices: a pod's network. */
  | { readonly kind: "namespace-added"; readonly tables: HostTables }
  | { readonly kind: "namespace-removed" }
  | {
      readonly kind: "service-changed";
      readonly service: ServiceHeader;
      readonly change: "created" | "changed" | "deleted";
    }
  /** The EndpointSlices of a Service were written; `service` has its usable endpoints from now on. */
  | {
      readonly kind: "endpoints-changed";
      readonly service: ServiceHeader;
      readonly changes: readonly EndpointChange[];
    }
  /** kube-proxy on a node has stopped to hear of changes, or hears of them again. */
  | { readonly kind: "proxy-changed"; readonly syncs: boolean }
  /** kube-proxy has made a node's rules follow the cluster. */
  | {
      readonly kind: "rules-synced";
      readonly family: Family;
      /** What it gave its changes to. */
      readonly tool: "iptables" | "nftables" | "ipvs";
      /** Since the first change that it had not followed yet. */
      readonly afterMicroseconds: number;
      readonly added: readonly SyncedRule[];
      readonly removed: readonly SyncedRule[];
      readonly chainsAdded: readonly SyncedChain[];
      readonly chainsRemoved: readonly SyncedChain[];
    }
  /** The kubelet of a node has written an event of the type Warning. */
  | {
      readonly kind: "kubelet-warned";
      /** What it is about: `pod/default/client`, `node/worker`. */
      readonly object: string;
      readonly reason: string;
      readonly message: string;
    }
  /** CoreDNS in a pod has heard of a change, and answers with other records from now on. */
  | {
      readonly kind: "records-changed";
      /** Since the change. */
      readonly afterMicroseconds: number;
      /** The serial number of its SOA records from now on. */
      readonly serial: number;
      readonly changes: readonly RecordsChange[];
      /** How many more names changed than are listed. */
      readonly unlisted: number;
    };

/** What the records of one name and type have more and less. */
export interface RecordsChange {
  readonly name: string;
  readonly type: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A pod as the API server has it. */
export interface PodFact {
  readonly name: string;
  readonly kubernetesNamespace: string;
  readonly node: NamespaceId;
  readonly addresses: readonly Address[];
  readonly phase: "starting" | "running" | "terminating";
  readonly ready: boolean;
}

/**
 * What happened to a pod: it was made, its containers run, its Ready condition changed, it was deleted, its last container
 * ended; its programs have exited with an error, wait to be started again (CrashLoopBackOff), were started again, or hang.
 */
export type PodChange =
  | "created"
  | "started"
  | "ready"
  | "unready"
  | "deleted"
  | "gone"
  | "exited"
  | "waiting"
  | "restarted"
  | "hung";

/** What a Service's EndpointSlices say differently of one endpoint. */
export interface EndpointChange {
  readonly address: Address;
  readonly port: number;
  readonly pod: string | null;
  readonly change: "ready" | "unready" | "terminating" | "removed";
}

/** A rule that a sync added or removed: its place (from 1) in the rules after it or before it. */
export interface SyncedRule extends SyncedChain {
  readonly rule: number;
  /** The index of its text in the header. */
  readonly text: number;
}

/** A chain that a sync added or removed. */
export interface SyncedChain {
  readonly table: string;
  readonly chain: string;
}
