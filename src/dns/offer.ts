import type { Address } from "../base/address.js";
import type { ResourceRecord } from "../packet/dns-message.js";
import type { MetadataProvider } from "./metadata.js";

/** What a running plugin lets the others of its server block use. */
export interface Offer {
  /** The search path of a client (coredns plugin/autopath: AutoPather). */
  readonly searchPath?: SearchPath;
  /** The records of a zone for a transfer (coredns plugin/transfer: Transferer). */
  readonly transfer?: Transferer;
  /** What of the cluster can be reached from outside (coredns plugin/k8s_external: Externaler). */
  readonly external?: ExternalSource;
  /** What it knows of every query (coredns plugin/metadata: Provider). */
  readonly metadata?: MetadataProvider;
  /** The zones that it gathers such knowledge for (coredns core/dnsserver: MetadataCollector). */
  readonly gathersFor?: readonly string[];
}

/** An offer and the plugin that makes it. */
export interface NamedOffer extends Offer {
  readonly plugin: string;
}

/** The names that a client's resolver would append, the first being its own; null for a client that is not known. */
export type SearchPath = (question: string, client: Address) => readonly string[] | null;

/** A zone's records, SOA first and last, or the SOA alone where the serial is not older; null where the zone is not served. */
export type Transferer = (zone: string, serial: number) => Transferred | null;

/** Records of a zone, or the plugin's failure to give them. */
export type Transferred = readonly ResourceRecord[] | { readonly error: string };

/** The Services of the cluster as k8s_external asks for them. */
export interface ExternalSource {
  readonly ttl: number;
  readonly serial: () => number;
  /** What a name in an external zone stands for. */
  readonly find: (name: ExternalName) => ExternalAnswer;
  /** The addresses of the Service that CoreDNS itself is behind. */
  readonly ownAddresses: (zone: string, headless: boolean) => readonly ExternalTarget[];
  /** The names of an external address. */
  readonly namesOf: (address: Address) => readonly ExternalTarget[];
  /** All that a zone transfer tells. */
  readonly all: (zone: string) => readonly ExternalTarget[];
}

/** A name below an external zone. */
export interface ExternalName {
  /** In lower case. */
  readonly name: string;
  readonly zone: string;
  readonly headless: boolean;
}

/** Something that an external name stands for. */
export interface ExternalTarget {
  /** An address, or the host name of a load balancer. */
  readonly host: string;
  /** Null where the question was for all ports and none is declared. */
  readonly port: number | null;
  /** The name that it has, zone included. */
  readonly name: string;
}

/** The targets, and whether the name exists. */
export interface ExternalAnswer {
  readonly exists: boolean;
  readonly targets: readonly ExternalTarget[];
}
