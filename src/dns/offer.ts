import type { Address } from "../base/address.js";
import type { Cluster } from "../cluster/cluster.js";
import type { Question, ResourceRecord } from "../packet/dns-message.js";
import type { RecordsChange } from "../trace/event/cluster-event.js";
import type { MetadataProvider } from "./metadata.js";

/** What a running plugin lets the others of its server block use. */
export interface Offer {
  /** The search path of a client (coredns plugin/autopath: AutoPather). */
  readonly searchPath?: SearchPath;
  /** The records of a zone for a transfer (coredns plugin/transfer: Transferer). */
  readonly transfer?: Transferer;
  /** Options of a query's OPT record that the server gives back because of it (coredns plugin/pkg/edns). */
  readonly returnedOptions?: readonly number[];
  /** What of the cluster can be reached from outside (coredns plugin/k8s_external: Externaler). */
  readonly external?: ExternalSource;
  /** What it knows of every query (coredns plugin/metadata: Provider). */
  readonly metadata?: MetadataProvider;
  /** Which of its records differ between two states of the cluster. */
  readonly changedRecords?: (before: Cluster, after: Cluster) => readonly RecordsChange[];
  /** The zones that it gathers such knowledge for (coredns core/dnsserver: MetadataCollector). */
  readonly gathersFor?: readonly string[];
}

/** An offer and the plugin that makes it. */
export interface NamedOffer extends Offer {
  readonly plugin: string;
}

/** The zones that a client's resolver would append, its own first and the empty one last; null for a client or name that is not known. */
export type SearchPath = (question: Question, client: Address) => readonly string[] | null;

/** A zone's records, SOA first and last, or the SOA alone where the serial is not older; null where the zone is not served. */
export type Transferer = (
  zone: string,
  serial: number,
  offers: readonly NamedOffer[],
) => Transferred | null;

/** Records of a zone, or the plugin's failure to give them. */
export type Transferred = readonly ResourceRecord[] | { readonly error: string };

/** The Services of the cluster as k8s_external asks for them; names have the zone that is asked with. */
export interface ExternalSource {
  /** The TTL of the cluster's own records, in seconds. */
  readonly ttl: number;
  readonly serial: number;
  /** What a name in an external zone stands for; null where it does not exist. */
  find(question: Question, zone: ExternalZone): readonly ExternalTarget[] | null;
  /** The outer addresses of the Services that CoreDNS itself is behind, or its own where there is none. */
  serverAddresses(zone: ExternalZone): readonly Address[];
  /** All that a transfer of the zone tells. */
  list(zone: ExternalZone): ExternalList;
}

/** A zone for the outside, and whether it has the endpoints of headless Services too. */
export interface ExternalZone {
  readonly zone: string;
  readonly headless: boolean;
}

/** Something that an external name stands for. */
export interface ExternalTarget {
  /** An address, or a name. */
  readonly host: string;
  /** Null where no port is declared. */
  readonly port: number | null;
  /** Its own name, zone included. */
  readonly name: string;
}

/** The Services of an external zone. */
export interface ExternalList {
  /** One for each address and port; with the port's name also where that is set apart. */
  readonly services: readonly (ExternalTarget & { readonly portName: string })[];
  /** One list for each headless Service: its endpoints, and by the names of ports. */
  readonly headless: readonly ExternalGroup[];
}

/** The endpoints behind one name. */
export interface ExternalGroup {
  readonly owner: string;
  readonly isPort: boolean;
  readonly targets: readonly ExternalTarget[];
}
